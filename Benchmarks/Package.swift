// swift-tools-version: 6.3
import Foundation
import PackageDescription

// Ratios of the library's work to the same work done by hand, within one run. Scripts/bench builds and runs it.
// Deciding and sealing are measured by targets of the library's own package (Benchmarks/Deciding, Benchmarks/Sealing), which
// see more of it.
let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// The calls are built against older commits, too, which have no such adapter.
let hasPostgreSQL = FileManager.default.fileExists(
    atPath: Context.packageDirectory + "/../Sources/ClinicalNotesPostgreSQL"
)

let package = Package(
    name: "benchmarks",
    products: [
        .executable(name: "clinical-notes-bench", targets: ["ClinicalNotesBench"]),
        .executable(name: "clinical-notes-calls", targets: ["ClinicalNotesCalls"]),
        .executable(name: "clinical-notes-imports", targets: ["ClinicalNotesImports"]),
    ],
    dependencies: [
        .package(
            name: "swift-clinical-notes",
            path: "..",
            traits: hasPostgreSQL ? ["SQLite", "PostgreSQL"] : ["SQLite"]
        )
    ],
    targets: [
        .systemLibrary(
            name: "CSodium",
            pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]
        ),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]
        ),
        .target(
            name: "BenchmarkTools",
            dependencies: [.product(name: "ClinicalNotes", package: "swift-clinical-notes")],
            swiftSettings: settings
        ),
        // Builds against older commits too, so it uses no more of the library than an embedder does.
        .executableTarget(
            name: "ClinicalNotesCalls",
            dependencies: [
                "BenchmarkTools", "CSQLite",
                .product(name: "ClinicalNotes", package: "swift-clinical-notes"),
                .product(name: "ClinicalNotesSQLite", package: "swift-clinical-notes"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "ClinicalNotesImports",
            dependencies: [
                "BenchmarkTools",
                .product(name: "ClinicalNotes", package: "swift-clinical-notes"),
                .product(name: "ClinicalNotesFHIR", package: "swift-clinical-notes"),
                .product(name: "ClinicalNotesSQLite", package: "swift-clinical-notes"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "ClinicalNotesBench",
            dependencies: [
                "BenchmarkTools", "CSodium", "CSQLite",
                .product(name: "ClinicalNotes", package: "swift-clinical-notes"),
                .product(name: "ClinicalNotesSQLite", package: "swift-clinical-notes"),
            ],
            swiftSettings: settings
        ),
    ]
)

if hasPostgreSQL {
    package.products.append(.executable(name: "clinical-notes-stores", targets: ["ClinicalNotesStores"]))
    package.targets += [
        .systemLibrary(
            name: "CBareLibpq",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .brew(["libpq"])]
        ),
        // Sessions on the stores side by side, beside databases that do nothing but write a row.
        .executableTarget(
            name: "ClinicalNotesStores",
            dependencies: [
                "BenchmarkTools", "CBareLibpq", "CSQLite",
                .product(name: "ClinicalNotes", package: "swift-clinical-notes"),
                .product(name: "ClinicalNotesPostgreSQL", package: "swift-clinical-notes"),
                .product(name: "ClinicalNotesSQLite", package: "swift-clinical-notes"),
            ],
            swiftSettings: settings
        ),
    ]
}
