import ClinicalNotes
import Foundation
import GRDB

@testable import QuickStart

/// A practice after its first week, closed, and what somebody does to it who holds the database and no key.
struct KeptStore {
    let files: PracticeFiles
    /// A copy of the database as it was after the first week.
    let older: String
    let patient: PatientID
    let helper: PrincipalID
    /// The position of the entry that announced the patient's head as it stood then.
    let announcement: Int

    /// Lives a first week in a folder that is gone when the body returns.
    static func with(_ body: (KeptStore) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            try await body(KeptStore(in: folder))
        }
    }

    private init(in folder: URL) async throws {
        files = try PracticeFiles(
            new: folder.appending(path: "kept.db").path(),
            cost: PassphraseCost(operations: 1, kibibytes: 8)
        )
        let first = try await FirstWeek(in: files, importing: Input())
        try await first.vault.checkpoint()
        let patient = first.practice.ana
        guard let helper = first.written.week.opened?.helper else {
            throw DemonstrationError("nobody was taken on")
        }
        self.helper = helper
        let entries = try await first.vault.auditEntries(from: 0).entries
        let announced = entries.lastIndex {
            $0.owner == patient.owner && $0.event != .decision && $0.event != .list
        }
        guard let announced else { throw DemonstrationError("nothing was written about the patient") }
        (self.patient, announcement) = (patient, announced)
        try await first.vault.close()
        older = folder.appending(path: "older.db").path()
        try FileManager.default.copyItem(atPath: files.store, toPath: older)
    }

    /// Lives another week.
    func goOn() async throws -> Continuation { try await Continuation(of: files) }

    /// Verifies, with the anchor or without.
    func verify(isAnchored: Bool = true) async throws -> Verification {
        try await Verification(of: PracticeFiles(existing: files.store, isAnchored: isAnchored))
    }

    /// What is found, each kind once.
    func kinds() async throws -> Set<StoreReport.Finding.Kind> {
        Set(try await verify().report.findings.map(\.kind))
    }

    /// A copy of the database as it is now.
    func copy(as name: String) throws -> String {
        let copy = older + name
        try FileManager.default.copyItem(atPath: files.store, toPath: copy)
        return copy
    }

    /// Deletes an owner's rows, and puts those of a copy in their place: those of the first week unless told otherwise.
    func putBack(_ owner: OwnerID, from copy: String? = nil) throws {
        let database = try DatabaseQueue(path: files.store)
        let bytes = Data(owner.bytes.bytes)
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "ATTACH ? AS older", arguments: [copy ?? older])
            try database.inTransaction {
                for table in ["record", "entry"] {
                    try database.execute(sql: "DELETE FROM \(table) WHERE owner = ?", arguments: [bytes])
                    try database.execute(
                        sql: "INSERT INTO \(table) SELECT * FROM older.\(table) WHERE owner = ?",
                        arguments: [bytes]
                    )
                }
                return .commit
            }
        }
        try database.close()
    }

    /// Copies the audit row that announced the patient's older head to the end of the log, and raises the head's row count.
    func announceAgain(raisingBy step: Int) throws {
        let database = try DatabaseQueue(path: files.store)
        let (audit, owners) = (RecordCollection.audit.rawValue, RecordCollection.owner.rawValue)
        try database.write { database in
            let end = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM record WHERE collection = ?",
                arguments: [audit]
            )
            try database.execute(
                sql: """
                    INSERT INTO record SELECT tenant, owner, collection, ?, revision, value FROM record
                    WHERE collection = ? AND record = ?
                    """,
                arguments: [Self.position(end ?? 0), audit, Self.position(announcement)]
            )
            try database.execute(
                sql: """
                    UPDATE record SET revision = revision + ? WHERE owner = ? AND collection = ? AND record = ?
                    """,
                arguments: [step, Data(patient.owner.bytes.bytes), owners, Self.position(1)]
            )
            guard database.changesCount == 1 else { throw DemonstrationError("the head was not found") }
        }
        try database.close()
    }

    /// Puts the whole database back.
    func putAllBack() throws {
        for file in [files.store, files.writeAheadLog, files.store + "-shm"] {
            try? FileManager.default.removeItem(atPath: file)
        }
        try FileManager.default.copyItem(atPath: older, toPath: files.store)
    }

    /// Runs one statement.
    func execute(_ sql: String) throws {
        let database = try DatabaseQueue(path: files.store)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    private static func position(_ number: Int) -> Data {
        Data(Bytes16(high: 0, low: UInt64(number)).bytes)
    }
}
