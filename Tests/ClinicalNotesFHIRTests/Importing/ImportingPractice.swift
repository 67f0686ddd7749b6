import ClinicalNotesModel
import FoundationEssentials
import Synchronization
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

/// A practice in memory that notes are imported into.
struct ImportingPractice {
    static let start = Instant(milliseconds: 1_780_000_000_000)
    static let staffSystem = "urn:example:willow:staff"

    let store = WatchedStore()
    let directory = HostDirectory()
    let vault: NoteVault
    let importer = FHIRImporter(
        source: "urn:example:willow",
        identifiers: .standard.naming("urn:example:willow:mrn")
    )

    init() async throws {
        vault = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: TestKeyService(),
            policy: .unitedStates,
            relationships: directory,
            environment: VaultEnvironment(now: { Self.start }, entropy: .system),
            patience: .seconds(300)
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
        let keyring = try Keyring.generate()
        let principal = try await vault.enroll(
            Person(
                legalName: name,
                identifiers: identifier.map {
                    [PersonIdentifier(system: Self.staffSystem, value: $0)]
                } ?? []
            ),
            Enrollment.Standing(
                role: role,
                organization: inHouse ? vault.organization : nil,
                part2Program: part2Program,
                coveredEntity: true
            ),
            keys: keyring.publicKeyring,
            idempotencyKey: IdempotencyKey("enrol-\(name)")
        )
        return (principal, keyring)
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

/// The host's answers: everybody is verified but those who are doubted, and on the teams they joined.
final class HostDirectory: Relationships {
    private let doubted = Mutex<Set<PrincipalID>>([])
    private let teams = Mutex<[PatientID: Set<PrincipalID>]>([:])

    func doubt(_ principal: PrincipalID) { doubted.withLock { _ = $0.insert(principal) } }

    func join(_ principal: PrincipalID, _ patient: PatientID) {
        teams.withLock { _ = $0[patient, default: []].insert(principal) }
    }

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        .known(teams.withLock { $0[patient]?.contains(principal) ?? false })
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        .known(!doubted.withLock { $0.contains(principal) })
    }
}
