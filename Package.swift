// swift-tools-version: 6.3
import PackageDescription

// CI, documentation and API checks need every trait on in every checkout.
let allTraits = Context.environment["CLINICAL_NOTES_ALL_TRAITS"] != nil

let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        swiftSettings: settings
    )
}

func telemetry(_ product: String, _ package: String) -> Target.Dependency {
    .product(name: product, package: package, condition: .when(traits: ["Telemetry"]))
}

let package = Package(
    name: "swift-clinical-notes",
    products: [
        "ClinicalNotes", "ClinicalNotesModel", "ClinicalNotesPolicy", "ClinicalNotesLawProof",
        "ClinicalNotesCrypto", "ClinicalNotesStorage", "ClinicalNotesSQLite", "ClinicalNotesPostgreSQL",
        "ClinicalNotesFHIR", "ClinicalNotesTelemetry", "ClinicalNotesConformance",
    ].map { .library(name: $0, targets: [$0]) },
    traits: [
        .trait(name: "SQLite", description: "SQLite adapter; adds GRDB and libsqlite3."),
        .trait(name: "PostgreSQL", description: "PostgreSQL adapter; adds libpq."),
        .trait(
            name: "Telemetry",
            description:
                "Metrics, traces, logs, a service; adds swift-metrics, -distributed-tracing, -log, -service-lifecycle."
        ),
        .default(enabledTraits: allTraits ? ["SQLite", "PostgreSQL", "Telemetry"] : []),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Of programs that no product holds: who depends on this package never fetches it.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibsodium",
            pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]
        ),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        .systemLibrary(
            name: "CLibcrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
        ),
        .systemLibrary(
            name: "CLibpq",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .brew(["libpq"])]
        ),
        library("ClinicalNotesModel"),
        library("ClinicalNotesPolicy", ["ClinicalNotesModel"]),
        library("ClinicalNotesLawProof", ["ClinicalNotesModel", "ClinicalNotesPolicy"]),
        library("ClinicalNotesCrypto", ["ClinicalNotesModel", "CLibsodium"]),
        library("ClinicalNotesStorage", ["ClinicalNotesModel"]),
        library(
            "ClinicalNotes",
            ["ClinicalNotesModel", "ClinicalNotesPolicy", "ClinicalNotesCrypto", "ClinicalNotesStorage"]
        ),
        // The hash that R4 gives attachments is none of libsodium's.
        library("ClinicalNotesFHIR", ["ClinicalNotes", "ClinicalNotesModel", "CZlib", "CLibcrypto"]),
        library("ClinicalNotesConformance", ["ClinicalNotesModel", "ClinicalNotesStorage"]),
        library(
            "ClinicalNotesSQLite",
            [
                "ClinicalNotesModel",
                "ClinicalNotesStorage",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
                .product(name: "GRDBSQLite", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ]
        ),
        library(
            "ClinicalNotesPostgreSQL",
            [
                "ClinicalNotesModel",
                "ClinicalNotesStorage",
                .target(name: "CLibpq", condition: .when(traits: ["PostgreSQL"])),
            ]
        ),
        library(
            "ClinicalNotesTelemetry",
            [
                "ClinicalNotes", "ClinicalNotesStorage",
                telemetry("Metrics", "swift-metrics"),
                telemetry("Tracing", "swift-distributed-tracing"),
                telemetry("Logging", "swift-log"),
                telemetry("ServiceLifecycle", "swift-service-lifecycle"),
            ]
        ),
        tests("ClinicalNotesModel"),
        tests("ClinicalNotesPolicy", ["ClinicalNotesLawProof", "ClinicalNotesModel"]),
        tests("ClinicalNotesCrypto", ["ClinicalNotesModel"]),
        tests("ClinicalNotesStorage", ["ClinicalNotesModel", "ClinicalNotesConformance"]),
        tests("ClinicalNotesConformance", ["ClinicalNotesModel", "ClinicalNotesStorage"]),
        tests(
            "ClinicalNotes",
            [
                "ClinicalNotesModel", "ClinicalNotesPolicy", "ClinicalNotesCrypto", "ClinicalNotesStorage",
                "ClinicalNotesSQLite", "ClinicalNotesPostgreSQL", "ClinicalNotesFHIR",
                "ClinicalNotesConformance", "VaultCrashWriter",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ]
        ),
        tests("ClinicalNotesFHIR", ["ClinicalNotes", "ClinicalNotesModel"]),
        tests(
            "ClinicalNotesSQLite",
            [
                "ClinicalNotesModel", "ClinicalNotesStorage", "ClinicalNotesConformance", "StoreCrashWriter",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
                .product(name: "GRDBSQLite", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ]
        ),
        tests(
            "ClinicalNotesPostgreSQL",
            [
                "ClinicalNotes", "ClinicalNotesModel", "ClinicalNotesStorage", "ClinicalNotesConformance",
                "PracticeInstance", "StoreCrashWriter",
            ]
        ),
        tests(
            "ClinicalNotesTelemetry",
            [
                "ClinicalNotes", "ClinicalNotesStorage", "ClinicalNotesConformance", "ClinicalNotesSQLite",
                telemetry("Metrics", "swift-metrics"),
                telemetry("MetricsTestKit", "swift-metrics"),
                telemetry("Tracing", "swift-distributed-tracing"),
                telemetry("InMemoryTracing", "swift-distributed-tracing"),
                telemetry("Logging", "swift-log"),
                telemetry("InMemoryLogging", "swift-log"),
                telemetry("ServiceLifecycle", "swift-service-lifecycle"),
            ]
        ),
        // What the tests of several targets make their practices, stores and inputs of.
        .target(
            name: "TestSupport",
            dependencies: [
                "ClinicalNotes", "ClinicalNotesModel", "ClinicalNotesPolicy", "ClinicalNotesCrypto",
                "ClinicalNotesStorage",
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        // One of several instances of a host, which a test tells what to do.
        .executableTarget(
            name: "PracticeInstance",
            dependencies: ["ClinicalNotes", "ClinicalNotesPostgreSQL", "TestSupport"],
            path: "Tests/PracticeInstance",
            swiftSettings: settings
        ),
        // Rules over a vocabulary that is not the law's, and the twelve rules of a workload that other policy engines answered.
        .target(
            name: "PeerWorkload",
            dependencies: ["ClinicalNotesPolicy"],
            path: "Tools/PeerWorkload",
            swiftSettings: settings
        ),
        // Decides requests in JSON, lists the rules, tells who can read, proves; the program is notes-compliance.
        .target(
            name: "NotesCompliance",
            dependencies: [
                "ClinicalNotesLawProof", "ClinicalNotesModel", "ClinicalNotesPolicy", "PeerWorkload",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tools/NotesCompliance",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "notes-compliance",
            dependencies: ["NotesCompliance"],
            path: "Tools/NotesComplianceCommand",
            swiftSettings: settings
        ),
        tests("PeerWorkload", ["ClinicalNotesPolicy"]),
        tests("NotesCompliance", ["ClinicalNotesLawProof", "ClinicalNotesPolicy", "PeerWorkload"]),
        // What meets what the library shows to nobody outside; the other benchmarks are a package of their own, which
        // measures by the same clock.
        .target(
            name: "BenchmarkMeasuring",
            path: "Benchmarks/Sources/BenchmarkTools/Measuring",
            swiftSettings: settings
        ),
        .target(name: "AllocationCounter", path: "Benchmarks/AllocationCounter"),
        .executableTarget(
            name: "DecisionBenchmark",
            dependencies: [
                "AllocationCounter", "BenchmarkMeasuring", "ClinicalNotesLawProof", "ClinicalNotesModel",
                "ClinicalNotesPolicy", "PeerWorkload",
            ],
            path: "Benchmarks/Deciding",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "SealingBenchmark",
            dependencies: ["BenchmarkMeasuring", "ClinicalNotesCrypto", "ClinicalNotesModel", "CLibsodium"],
            path: "Benchmarks/Sealing",
            swiftSettings: settings
        ),
        // Writes until it is killed; the crash tests look at what it leaves behind.
        .executableTarget(
            name: "StoreCrashWriter",
            dependencies: [
                "ClinicalNotesModel", "ClinicalNotesStorage", "ClinicalNotesSQLite",
                "ClinicalNotesPostgreSQL",
            ],
            path: "Tests/StoreCrashWriter",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "VaultCrashWriter",
            dependencies: ["ClinicalNotes", "ClinicalNotesSQLite", "ClinicalNotesFHIR", "TestSupport"],
            path: "Tests/VaultCrashWriter",
            swiftSettings: settings
        ),
    ]
)

if Context.environment["CLINICAL_NOTES_DOCS"] != nil {
    package.dependencies.append(
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")
    )
}

// The thread sanitizer does not follow the standard library's `Mutex` on Linux: every target gets one that it follows.
if Context.environment["CLINICAL_NOTES_THREAD_SANITIZER"] != nil {
    package.targets.append(
        .executableTarget(name: "PlantedRace", path: "Tests/Sanitized/PlantedRace", swiftSettings: settings)
    )
    for target in package.targets where target.type != .system {
        target.plugins = [.plugin(name: "SanitizedMutex")]
    }
    package.targets.append(
        .plugin(name: "SanitizedMutex", capability: .buildTool(), path: "Tests/Sanitized/Plugin")
    )
}
