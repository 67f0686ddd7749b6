import ClinicalNotesModel
import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

/// A practice in memory that notes are imported into.
struct ImportingPractice {
    static let start = Instant(milliseconds: 1_780_000_000_000)
    static let staffSystem = "urn:example:willow:staff"

    let store = WatchedStore()
    let directory = PracticeDirectory()
    let vault: NoteVault
    let importer = FHIRImporter(
        source: "urn:example:willow",
        identifiers: .standard.naming("urn:example:willow:mrn")
    )

    init() async throws {
        vault = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: InMemoryKeyService(),
            policy: .unitedStates,
            relationships: directory,
            environment: VaultEnvironment(now: { Self.start }, entropy: .system),
            timeout: .seconds(300)
        )
    }

    /// Enrolls somebody with keys, and an identifier of the sample bundle.
    func enroll(
        _ name: String,
        _ role: PrincipalRole,
        identifier: String? = nil,
        inHouse: Bool = true,
        part2Program: Bool = false
    ) async throws -> (PrincipalID, Keyring) {
        let keyring = try await vault.staff(
            name,
            role,
            identifiers: identifier.map { [PersonIdentifier(system: Self.staffSystem, value: $0)] } ?? [],
            inHouse: inHouse,
            part2Program: part2Program
        )
        return (keyring.principal, keyring)
    }

    /// A session of somebody who works on records and is on no care team.
    func clerk() async throws -> NoteSession {
        let (clerk, keyring) = try await enroll("Clerk", .administrator)
        return try await vault.session(for: clerk, purpose: .operations, unlocking: keyring)
    }

    /// All audit entries, opened.
    func audit() async throws -> [AuditEntry] {
        let keys = try await vault.core.tenantKeys()
        return try await store.records().filter { $0.key.collection == .audit }.map { stored in
            try AuditRecord(decoding: stored.value.joined).open(tenant: vault.tenant, under: keys.audit.key)
                .entry
        }
    }

    /// The header of a note, whoever may read it.
    func header(_ note: NoteID) async throws -> NoteHeader {
        try #require(try await vault.core.loadHeaders([note])[note]).header
    }
}

/// Inputs of the tests.
enum BundleFile {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let aciBench = root.appending(path: "../shared/data/aci-bench/train.bundle.json")
    static let sample = root.appending(path: "Examples/QuickStart/Resources/sample-bundle.json")

    static func read(_ file: URL) throws -> FHIRImport {
        try FHIRImport.read(Array(try Data(contentsOf: file)))
    }
}
