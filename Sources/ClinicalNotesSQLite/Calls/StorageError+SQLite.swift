#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import GRDB

extension StorageError {
    /// What an error of the engine means; its text, statement and values are left behind.
    ///
    /// - Parameters:
    ///   - error: The error.
    ///   - deadline: The deadline of the call.
    ///   - database: The connection that it came of, if it is at hand: it knows damage from a device that failed.
    ///   - key: The record concerned, where it is one.
    init(
        _ error: any Error,
        by deadline: Deadline = .never,
        in database: Database? = nil,
        of key: RecordKey? = nil
    ) {
        switch error {
        case let error as StorageError:
            self.init(error.code, of: error.record ?? key, detail: error.detail)
        case let error as DatabaseError
        where error.resultCode == .SQLITE_CORRUPT && database?.deviceFailed == true:
            self.init(.unreadable, of: key, detail: error.storageDetail)
        case let error as DatabaseError:
            self.init(Self.code(of: error, by: deadline), of: key, detail: error.storageDetail)
        case is RowDecodingError: self.init(.corrupted, of: key)
        case is CancellationError: self.init(.cancelled, of: key)
        default: self.init(.unavailable)
        }
    }

    /// What an error means while a database is being opened.
    init(opening error: any Error) {
        switch (error as? DatabaseError)?.resultCode {
        case ResultCode.SQLITE_CANTOPEN?, ResultCode.SQLITE_READONLY?, ResultCode.SQLITE_PERM?:
            self.init(.invalidLocation, detail: (error as? DatabaseError)?.storageDetail)
        default: self.init(error)
        }
    }

    private static func code(of error: DatabaseError, by deadline: Deadline) -> Code {
        switch error.resultCode {
        case .SQLITE_FULL: .full
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: .corrupted
        case .SQLITE_IOERR: .unreadable
        case .SQLITE_TOOBIG: .valueTooLarge
        case .SQLITE_MISUSE, .SQLITE_RANGE: .misbehaved
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_INTERRUPT, .SQLITE_ABORT:
            deadline.hasPassed ? .timedOut : .unavailable
        default: .unavailable
        }
    }
}

extension DatabaseError {
    /// The code alone: message, statement and values may hold content.
    fileprivate var storageDetail: StorageErrorDetail {
        StorageErrorDetail(sqliteCode: extendedResultCode.rawValue)
    }
}
#endif
