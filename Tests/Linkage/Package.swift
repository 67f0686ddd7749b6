// swift-tools-version: 6.3
import PackageDescription

// An embedder with every trait off. Scripts/check-linkage looks at what this fetches, compiles and links.
let package = Package(
    name: "linkage",
    products: [.executable(name: "linkage", targets: ["Linkage"])],
    dependencies: [.package(name: "swift-clinical-notes", path: "../..", traits: [])],
    targets: [
        .executableTarget(
            name: "Linkage",
            dependencies: [
                .product(name: "ClinicalNotes", package: "swift-clinical-notes"),
                .product(name: "ClinicalNotesCrypto", package: "swift-clinical-notes"),
                .product(name: "ClinicalNotesFHIR", package: "swift-clinical-notes"),
                .product(name: "ClinicalNotesModel", package: "swift-clinical-notes"),
            ],
            swiftSettings: [.treatAllWarnings(as: .error)]
        )
    ]
)
