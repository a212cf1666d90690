// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: newer language rules early, and no warning survives.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
]

let package = Package(
    name: "understudy",
    platforms: [.macOS(.v14), .iOS(.v17)],
    products: [
        .library(name: "FakePlex", targets: ["FakePlex"]),
        .library(name: "LibrarySync", targets: ["LibrarySync", "LibraryModel"]),
        .library(name: "Harness", targets: ["Harness", "Scenarios"]),
        .executable(name: "understudy", targets: ["understudy"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    ],
    targets: [
        // C: what the system brings (Linux only; Apple's systems have modules of their own), and our built-in fixture.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "CBuiltIn"),
        .target(name: "CProcess", linkerSettings: [.linkedLibrary("sqlite3")]),

        // The engine.
        .target(name: "LibraryModel", swiftSettings: strict),
        .target(
            name: "PlexXML",
            dependencies: ["LibraryModel", .target(name: "CLibXML2", condition: .when(platforms: [.linux]))],
            swiftSettings: strict,
            linkerSettings: [.linkedLibrary("xml2", .when(platforms: [.macOS, .iOS]))]
        ),
        .target(
            name: "LibraryStore",
            dependencies: [
                "LibraryModel", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "LibrarySync",
            dependencies: ["LibraryModel", "PlexXML", "LibraryStore"],
            swiftSettings: strict
        ),

        // The fake server.
        .target(
            name: "FakePlex",
            dependencies: [.product(name: "HTTPTypes", package: "swift-http-types")],
            swiftSettings: strict
        ),

        // The stage on which the two meet.
        .target(name: "Scenarios", swiftSettings: strict),
        .target(
            name: "Harness",
            dependencies: [
                "Scenarios", "FakePlex", "LibrarySync", "CBuiltIn",
                .target(name: "CSQLite", condition: .when(platforms: [.linux])),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "understudy",
            dependencies: [
                "Harness", "FakePlex", "LibrarySync", "LibraryModel", "CProcess",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        // Tests, a mirror of Sources.
        .testTarget(name: "PlexXMLTests", dependencies: ["PlexXML", "LibraryModel"], swiftSettings: strict),
        .testTarget(
            name: "LibraryStoreTests",
            dependencies: [
                "LibraryStore", "LibraryModel", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .target(name: "CSQLite", condition: .when(platforms: [.linux])),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LibrarySyncTests",
            dependencies: [
                "LibrarySync", "LibraryStore", "PlexXML", "LibraryModel",
                .target(name: "CSQLite", condition: .when(platforms: [.linux])),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FakePlexTests",
            dependencies: ["FakePlex", .product(name: "HTTPTypes", package: "swift-http-types")],
            swiftSettings: strict
        ),
        .testTarget(name: "ScenariosTests", dependencies: ["Scenarios"], swiftSettings: strict),
        .testTarget(name: "HarnessTests", dependencies: ["Harness", "Scenarios", "FakePlex"], swiftSettings: strict),
        .testTarget(name: "ScenarioTests", dependencies: ["Harness"], swiftSettings: strict),
        .testTarget(name: "HistoryTests", dependencies: ["Harness", "Scenarios", "FakePlex"], swiftSettings: strict),
        .testTarget(name: "DamageTests", dependencies: ["Harness", "FakePlex", "LibrarySync"], swiftSettings: strict),
        .testTarget(name: "CLITests", dependencies: ["understudy", "FakePlex", "LibrarySync"], swiftSettings: strict),
        .executableTarget(
            name: "SyncHelper",
            dependencies: ["LibrarySync", .product(name: "GRDBSQLite", package: "GRDB.swift")],
            path: "Tests/SyncHelper", swiftSettings: strict),
        .testTarget(
            name: "CrashTests", dependencies: ["SyncHelper", "Harness", "FakePlex"], swiftSettings: strict),
        .testTarget(name: "TidyTests", swiftSettings: strict),

        // Examples. The app sees of the engine what an app in another package sees.
        .executableTarget(
            name: "MusicApp", dependencies: ["LibrarySync", "LibraryModel"], path: "Examples/MusicApp",
            packageAccess: false, swiftSettings: strict),
        .testTarget(
            name: "ExampleTests", dependencies: ["FakePlex", "MusicApp"], path: "Examples/SwiftTesting",
            swiftSettings: strict),
    ]
)
