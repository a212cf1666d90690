// swift-tools-version: 6.2
import PackageDescription

// The parser reaches this package as a link to its folder, and not as a dependency: `package` declarations are visible
// inside of one package only, and the app's own interface gains nothing for the fuzzer's sake. It also means that
// nothing but the parser is built, and no dependency is fetched.
let package = Package(
    name: "understudy-fuzzing",
    platforms: [.macOS(.v14)],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "LibraryModel"),
        .target(
            name: "PlexXML",
            dependencies: ["LibraryModel", .target(name: "CLibXML2", condition: .when(platforms: [.linux]))],
            swiftSettings: [.enableUpcomingFeature("InternalImportsByDefault")],
            linkerSettings: [.linkedLibrary("xml2", .when(platforms: [.macOS]))]
        ),
        .executableTarget(name: "PlexXMLFuzzer", dependencies: ["PlexXML", "LibraryModel", "CLibXML2"]),
    ]
)
