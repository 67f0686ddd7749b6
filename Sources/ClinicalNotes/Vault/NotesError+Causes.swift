internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension NotesError {
    /// What was thrown within a call, as the one error that it throws.
    init(thrown error: any Error) {
        switch error {
        case let error as NotesError: self = error
        case let error as ModelError: self.init(error)
        case let error as CryptoError: self.init(error)
        case let error as StorageError: self.init(error)
        case is CancellationError: self.init(.cancelled)
        // Nothing else is thrown on purpose.
        default: self.init(.unexpected)
        }
    }

    /// What the model refuses.
    init(_ error: ModelError) {
        let code: Code =
            switch error.code {
            case .fieldTooLarge, .noteTooLarge: .tooLarge
            case .signedNoteIsImmutable, .notSigned, .alreadySigned, .alreadyCosigned, .withdrawn,
                .noSuchNote, .alreadyBegun:
                .invalidTransition
            default: .invalidInput
            }
        self.init(code, at: nil, owner: nil, model: error)
    }

    init(_ error: StorageError) {
        let code: Code =
            switch error.code {
            case .full: .storageFull
            case .newerSchema: .newerStore
            case .timedOut: .timedOut
            case .cancelled: .cancelled
            case .notDurable, .invalidLocation, .unsupportedPredicate: .storeUnusable
            case .valueTooLarge: .tooLarge
            case .corrupted: .damaged
            case .unreadable: .unreadable
            case .misbehaved, .invalidBatch: .storeMisbehaved
            case .replaced: .storeReplaced
            default: .storageUnavailable
            }
        self.init(
            code,
            at: error.detail.map { "store, \($0)" } ?? "store",
            owner: error.record?.owner,
            collection: error.record?.collection,
            record: error.record?.record
        )
    }

    /// A key service that did not do what was asked, or sealed bytes that do not open: then whose, if it is known.
    init(_ error: CryptoError, owner: OwnerID? = nil, of key: RecordKey? = nil) {
        let code: Code =
            switch error.code {
            case .wrongPassphrase: .wrongPassphrase
            case .timedOut: .timedOut
            case .cancelled: .cancelled
            case .newerFormat: .newerStore
            case .cannotOpen, .malformed: .tampered
            default: .keyServiceUnavailable
            }
        guard code == .tampered else {
            self.init(code, at: "keys")
            return
        }
        self.init(
            code,
            at: "keys",
            owner: owner ?? key?.owner,
            collection: key?.collection,
            record: key?.record
        )
    }

    /// An anchor that does not answer, or whose file is not one.
    init(anchoring error: CryptoError) {
        switch error.code {
        case .timedOut: self.init(.timedOut, at: "anchor")
        case .cancelled: self.init(.cancelled, at: "anchor")
        case .newerFormat: self.init(.newerStore, at: "anchor")
        default: self.init(.auditUnavailable, at: "anchor")
        }
    }
}
