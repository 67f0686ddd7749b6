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
    products: [
        .executable(name: "first-note", targets: ["FirstNote"]),
        .executable(name: "quick-start", targets: ["QuickStart"]),
        .executable(name: "notes-conformance", targets: ["NotesConformance"]),
        .executable(name: "notes-admin", targets: ["NotesAdmin"]),
        .library(name: "CustomAdapter", targets: ["CustomAdapter"]),
    ],
    dependencies: [
        .package(name: "swift-clinical-notes", path: "..", traits: ["SQLite", "PostgreSQL"]),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // The tests change rows of a kept store, as somebody with the database would; the conformance kit locks one.
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    ],
    targets: [
        // The program of the README, to the letter.
        .executableTarget(
            name: "FirstNote",
            dependencies: [library("ClinicalNotes"), library("ClinicalNotesSQLite")],
            path: "FirstNote",
            swiftSettings: settings
        ),
        // The code of the guides and of doc comments; Scripts/check-readme compares.
        .target(
            name: "Guides",
            dependencies: [
                library("ClinicalNotes"), library("ClinicalNotesLawProof"), library("ClinicalNotesSQLite"),
            ],
            path: "Guides",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "QuickStart",
            dependencies: [
                library("ClinicalNotes"), library("ClinicalNotesFHIR"), library("ClinicalNotesSQLite"),
                library("ClinicalNotesPostgreSQL"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "QuickStart",
            exclude: ["Resources/README.md"],
            resources: [.embedInCode("Resources/sample-bundle.json")],
            swiftSettings: settings
        ),
        // A store as an integrator writes one, from nothing: the page "Writing a store" goes through it.
        .systemLibrary(name: "CChecksum", path: "CustomAdapter/CChecksum", pkgConfig: "zlib"),
        .target(
            name: "CustomAdapter",
            dependencies: [library("ClinicalNotesModel"), library("ClinicalNotesStorage"), "CChecksum"],
            path: "CustomAdapter/Store",
            swiftSettings: settings
        ),
        // The same store for the kit, on a disk whose power can be cut; no part of what a host links.
        .target(
            name: "CustomAdapterChecking",
            dependencies: [
                "CustomAdapter", library("ClinicalNotesConformance"), library("ClinicalNotesModel"),
                library("ClinicalNotesStorage"),
            ],
            path: "CustomAdapter/Checking",
            swiftSettings: settings
        ),
        // Checks an adapter against the storage contract.
        .executableTarget(
            name: "NotesConformance",
            dependencies: [
                "CustomAdapterChecking", library("ClinicalNotesConformance"),
                library("ClinicalNotesPostgreSQL"), library("ClinicalNotesSQLite"),
                library("ClinicalNotesStorage"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "NotesConformance",
            swiftSettings: settings
        ),
        // Founds, verifies, backs up and restores a practice's store.
        .executableTarget(
            name: "NotesAdmin",
            dependencies: [
                library("ClinicalNotes"), library("ClinicalNotesPostgreSQL"), library("ClinicalNotesSQLite"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "NotesAdmin",
            swiftSettings: settings
        ),
        // How tests run the programs.
        .target(name: "ChildProcess", path: "Tests/ChildProcess", swiftSettings: settings),
        .testTarget(
            name: "NotesAdminTests",
            dependencies: [
                "ChildProcess", "NotesAdmin", library("ClinicalNotes"), library("ClinicalNotesSQLite"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/NotesAdminTests",
            swiftSettings: settings
        ),
        .testTarget(
            name: "GuidesTests",
            dependencies: [
                "ChildProcess", "FirstNote", "Guides", library("ClinicalNotes"),
                library("ClinicalNotesSQLite"),
            ],
            path: "Tests/GuidesTests",
            swiftSettings: settings
        ),
        .testTarget(
            name: "NotesConformanceTests",
            dependencies: ["ChildProcess", "NotesConformance", library("ClinicalNotesConformance")],
            path: "Tests/NotesConformanceTests",
            swiftSettings: settings
        ),
        // Writes until it is killed; a test looks at what it leaves behind.
        .executableTarget(
            name: "CustomAdapterWriter",
            dependencies: [
                "CustomAdapter", library("ClinicalNotesModel"), library("ClinicalNotesStorage"),
            ],
            path: "Tests/CustomAdapterWriter",
            swiftSettings: settings
        ),
        .testTarget(
            name: "CustomAdapterTests",
            dependencies: [
                "CustomAdapter", "CustomAdapterChecking", "CustomAdapterWriter", "QuickStart",
                library("ClinicalNotes"), library("ClinicalNotesConformance"), library("ClinicalNotesModel"),
                library("ClinicalNotesStorage"),
            ],
            path: "Tests/CustomAdapterTests",
            swiftSettings: settings
        ),
        .testTarget(
            name: "QuickStartTests",
            dependencies: [
                "QuickStart", library("ClinicalNotes"), library("ClinicalNotesFHIR"),
                library("ClinicalNotesSQLite"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/QuickStartTests",
            swiftSettings: settings
        ),
    ]
)
