import ClinicalNotes
import Foundation
import TestSupport
import Testing

/// A practice whose store, key file and anchor can each be put back to an older state, and people who may read until each
/// is shut out in a way of their own.
final class BackedUpPractice: Sendable {
    /// Law, and a rule of the practice's own about labels.
    static let policy = Policy.unitedStates.adding {
        ThirdPartyRestriction("Nobody reads what is closed.", because: "Practice policy 9") {
            Note.label == "closed"
        }
    }

    /// Somebody with keys of their own.
    struct Member {
        let id: PrincipalID
        let keyring: Keyring
    }

    /// Store, key file and anchor at a moment.
    struct Backup {
        let image: StoreImage
        let keys: [UInt8]
        let anchor: [String: [UInt8]]
    }

    static let passphrase = SensitiveBytes(Array("backed up".utf8))

    let folder: URL
    let store = TamperingStore()
    let directory = PracticeDirectory()
    let clock = TestClock(Practice.start)
    let vault: NoteVault

    var anchorPath: String { folder.appending(path: "anchor").path }
    var keyPath: String { folder.appending(path: "keys").path }

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "backed-up-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let clock = clock
        vault = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: try Self.keys(folder.appending(path: "keys").path),
            policy: BackedUpPractice.policy,
            relationships: directory,
            anchor: FileAnchor(path: folder.appending(path: "anchor").path),
            environment: VaultEnvironment(now: { clock.now }, entropy: .system)
        )
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func keys(_ path: String) throws -> LocalKeyService {
        try LocalKeyService(
            file: path,
            passphrase: passphrase,
            cost: .smallest
        )
    }

    var environment: VaultEnvironment {
        let clock = clock
        return VaultEnvironment(now: { clock.now }, entropy: .system)
    }

    // MARK: People

    func staff(_ name: String, _ role: PrincipalRole = .treatingClinician, isInside: Bool = true) async throws
        -> Member
    {
        let keyring = try await vault.staff(name, role, inHouse: isInside, coveredEntity: isInside)
        return Member(id: keyring.principal, keyring: keyring)
    }

    func patient(_ name: String, born year: Int = 1990, minor: MinorCircumstances? = nil) async throws
        -> (id: PatientID, member: Member)
    {
        let person = Person(
            legalName: name,
            birthDate: CalendarDay(year: year, month: 5, day: 1),
            minor: minor
        )
        let patient = try await vault.register(person, idempotencyKey: IdempotencyKey("register-\(name)"))
        let keyring = try Keyring.generate(for: .patient(patient))
        try await vault.enroll(
            patient,
            keys: keyring.publicKeys,
            idempotencyKey: IdempotencyKey("portal-\(name)")
        )
        return (patient, Member(id: .patient(patient), keyring: keyring))
    }

    func session(
        _ member: Member,
        _ purpose: PurposeOfUse = .treatment,
        in vault: NoteVault? = nil
    ) async throws -> NoteSession {
        try await (vault ?? self.vault).session(for: member.id, purpose: purpose, unlocking: member.keyring)
    }

    // MARK: Backups

    /// Keeps all three as they are now.
    func backup() throws -> Backup {
        var anchor: [String: [UInt8]] = [:]
        for end in ["", ".journal"] {
            anchor[end] = FileManager.default.contents(atPath: anchorPath + end).map { Array($0) }
        }
        return Backup(
            image: store.image,
            keys: Array(try Data(contentsOf: URL(filePath: keyPath))),
            anchor: anchor
        )
    }

    /// Store, keys and anchor as of backups, in files of their own.
    func putBack(store older: Backup, keys: Backup, anchor: Backup) throws -> RestoredPractice {
        let place = folder.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try Data(keys.keys).write(to: place.appending(path: "keys"))
        for (end, bytes) in anchor.anchor { try Data(bytes).write(to: place.appending(path: "anchor" + end)) }
        return RestoredPractice(
            store: TamperingStore(older.image),
            keys: try Self.keys(place.appending(path: "keys").path),
            anchorPath: place.appending(path: "anchor").path,
            tenant: vault.tenant,
            directory: directory,
            environment: environment
        )
    }
}

/// What was put back.
struct RestoredPractice {
    let store: any NoteStore
    let keys: LocalKeyService
    let anchorPath: String
    let tenant: TenantID
    let directory: PracticeDirectory
    let environment: VaultEnvironment

    var anchor: FileAnchor { FileAnchor(path: anchorPath) }

    func open(
        store: (any NoteStore)? = nil,
        anchor: (any Anchor)? = nil
    ) async throws(NotesError) -> NoteVault {
        try await NoteVault.open(
            store: store ?? self.store,
            waiving: .durable,
            keys: keys,
            policy: BackedUpPractice.policy,
            relationships: directory,
            anchor: anchor ?? self.anchor,
            tenant: tenant,
            environment: environment
        )
    }

    func request() async throws(NotesError) -> RecoveryRequest {
        try await NoteVault.restoreRequest(
            store: store,
            keys: keys,
            anchor: anchor,
            tenant: tenant,
            environment: environment
        )
    }

    /// Restores on the word of these people: two, or one alone.
    func restore(
        by people: [BackedUpPractice.Member],
        store: (any NoteStore)? = nil,
        anchor: (any Anchor)? = nil,
        asked: RecoveryRequest? = nil
    ) async throws -> (vault: NoteVault, report: RestoreReport) {
        let request: RecoveryRequest
        if let asked { request = asked } else { request = try await self.request() }
        let approvals = try people.map { try request.approved(by: $0.keyring) }
        let consent: RecoveryConsent =
            approvals.count == 1 ? .solo(approvals[0], .soleProvider) : .two(approvals[0], approvals[1])
        return try await NoteVault.restore(
            request,
            on: consent,
            store: store ?? self.store,
            waiving: .durable,
            keys: keys,
            policy: BackedUpPractice.policy,
            relationships: directory,
            anchor: anchor ?? self.anchor,
            tenant: tenant,
            environment: environment
        )
    }
}
