// swift-tools-version: 6.3
import PackageDescription

// Programs that embed the library; one folder a program. The name makes the dependency findable whatever the
// checkout's folder is called.
let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func library(_ product: String) -> Target.Dependency {
    .product(name: product, package: "swift-clinical-notes")
}

let package = Package(
    name: "examples",
    products: [.executable(name: "quick-start", targets: ["QuickStart"])],
    dependencies: [.package(name: "swift-clinical-notes", path: "..", traits: ["SQLite"])],
    targets: [
        .executableTarget(
            name: "QuickStart",
            dependencies: [
                library("ClinicalNotes"), library("ClinicalNotesCrypto"), library("ClinicalNotesFHIR"),
                library("ClinicalNotesModel"), library("ClinicalNotesSQLite"),
            ],
            path: "QuickStart",
            exclude: ["Resources/README.md"],
            resources: [.embedInCode("Resources/sample-bundle.json")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "QuickStartTests",
            dependencies: ["QuickStart"],
            path: "Tests/QuickStartTests",
            swiftSettings: settings
        ),
    ]
)
