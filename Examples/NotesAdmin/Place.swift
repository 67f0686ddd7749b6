internal import ArgumentParser
internal import ClinicalNotes
internal import ClinicalNotesPostgreSQL
internal import ClinicalNotesSQLite
internal import Foundation

/// Where a practice's store is.
struct StorePlace: ParsableArguments {
    @Option(help: "The store: a SQLite file, or the address of a PostgreSQL database (postgresql://...).")
    var store: String

    @Option(help: "PostgreSQL: the schema of the tables.")
    var schema = "clinical_notes"

    @Option(help: "The practice, where the store serves several.")
    var tenant: String?

    @Option(
        help: ArgumentHelp(
            "SQLite: the limit of the write-ahead log that the practice's programs have; copying gives way before it.",
            valueName: "MiB"
        )
    )
    var logLimit = 256

    func validate() throws {
        guard (1...1 << 20).contains(logLimit) else {
            throw ValidationError("--log-limit is a number of MiB from 1 on")
        }
    }

    var isDatabase: Bool { store.hasPrefix("postgresql://") || store.hasPrefix("postgres://") }

    /// Opens the store; a SQLite file is made only where that is asked for.
    func open(creating: Bool = false) async throws -> any CopyableStore {
        if isDatabase { return try await PostgreSQLNoteStore(store, schema: schema) }
        guard creating || FileManager.default.fileExists(atPath: store) else {
            throw StorageError(.invalidLocation)
        }
        return try SQLiteNoteStore(path: store, logLimit: logLimit << 20)
    }

    /// The practice that is named, if one is.
    var named: TenantID? {
        get throws {
            guard let tenant else { return nil }
            guard let bytes = Bytes16(hex: tenant.filter { $0 != "-" }) else {
                throw ValidationError("--tenant is 32 hexadecimal digits")
            }
            return TenantID(bytes)
        }
    }
}

/// Where a practice is: its store, its key file and its anchor.
struct Place: ParsableArguments {
    /// The environment's variable that holds the key file's passphrase.
    static let passphrase = "CLINICAL_NOTES_PASSPHRASE"
    /// The one that holds its root key, where it has one in place of a passphrase.
    static let rootKey = "CLINICAL_NOTES_ROOT_KEY"

    @OptionGroup var place: StorePlace

    @Option(help: "The key file; <store>.keys beside a SQLite file unless told otherwise.")
    var keys: String?

    @Option(help: "The anchor's file; <store>.anchor beside a SQLite file unless told otherwise.")
    var anchor: String?

    func validate() throws {
        guard !place.isDatabase || (keys != nil && anchor != nil) else {
            throw ValidationError("a database needs --keys and --anchor")
        }
    }

    var keyFile: String { keys ?? place.store + ".keys" }

    var anchorFile: String { anchor ?? place.store + ".anchor" }

    var fileAnchor: FileAnchor { FileAnchor(path: anchorFile) }

    func service(creating: Bool = false) throws -> LocalKeyService {
        let environment = ProcessInfo.processInfo.environment
        guard let passphrase = environment[Self.passphrase] else {
            guard environment[Self.rootKey] != nil else {
                throw Unusable("Set \(Self.passphrase), or \(Self.rootKey).")
            }
            return try LocalKeyService(
                file: keyFile,
                rootKeyFromEnvironment: Self.rootKey,
                creating: creating
            )
        }
        return try LocalKeyService(
            file: keyFile,
            passphrase: SensitiveBytes(passphrase.utf8),
            creating: creating
        )
    }

    /// Opens the practice, does something and closes it, also when that fails.
    func withVault<Value>(_ body: (NoteVault) async throws -> Value) async throws -> Value {
        let keys = try service()
        let vault = try await NoteVault.open(
            store: place.open(),
            keys: keys,
            policy: .unitedStates,
            relationships: Nobody(),
            anchor: fileAnchor,
            tenant: place.named
        )
        do {
            let value = try await body(vault)
            try await vault.close()
            return value
        } catch {
            try? await vault.close()
            throw error
        }
    }
}

/// An administrator opens no note, so nobody is asked about people.
struct Nobody: Relationships {
    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> { .unknown }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> { .unknown }
}
