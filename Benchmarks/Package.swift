// swift-tools-version: 6.2
import PackageDescription

// The engine reaches this package as links to its folders, and not as a dependency: the floors need the parser and the
// store alone, which are `package` declarations, visible inside of one package only. The engine is built here as it is
// built for an app, and its own package never pays for the measuring.
let rules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
]

let package = Package(
    name: "understudy-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "LibraryModel", swiftSettings: rules),
        .target(
            name: "PlexXML",
            dependencies: ["LibraryModel", .target(name: "CLibXML2", condition: .when(platforms: [.linux]))],
            swiftSettings: rules,
            linkerSettings: [.linkedLibrary("xml2", .when(platforms: [.macOS]))]
        ),
        .target(
            name: "LibraryStore",
            dependencies: [
                "LibraryModel", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: rules
        ),
        .target(name: "LibrarySync", dependencies: ["LibraryModel", "PlexXML", "LibraryStore"], swiftSettings: rules),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "LibrarySync", "LibraryStore", "PlexXML", "LibraryModel",
                .product(name: "GRDB", package: "GRDB.swift"),
                .target(name: "CLibXML2", condition: .when(platforms: [.linux])),
            ],
            swiftSettings: rules
        ),
    ]
)
