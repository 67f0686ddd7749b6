internal import ClinicalNotes

/// Says in a sentence why a kept store cannot be worked with at all.
struct StoreComplaint: Error, CustomStringConvertible {
    let description: String
    /// What is wrong with the store itself, or `nil` where it is something else, such as the passphrase.
    let finding: String?

    init(_ error: some Error, about files: PracticeFiles) {
        let reason =
            switch error {
            case let error as StorageError: Self.reason(error, files)
            case let error as CryptoError: Self.reason(error, files)
            case let error as NotesError: Self.reason(error, files)
            default: "\(files.store) cannot be used"
            }
        description = "\(reason): \(error)"
        finding =
            switch error {
            case let error as StorageError where error.code == .corrupted: "\(error.code)"
            case let error as NotesError where Self.ofTheStore.contains(error.code): "\(error.code)"
            default: nil
            }
    }

    private static let ofTheStore: Set<NotesError.Code> = [
        .tampered, .damaged, .rolledBack, .behindAnchor, .unfounded, .practiceMissing, .foreignPractice,
    ]

    private static func reason(_ error: StorageError, _ files: PracticeFiles) -> String {
        switch error.code {
        case .corrupted: "\(files.store) is no store of this library, or is damaged"
        case .newerSchema: "\(files.store) was written by a newer version"
        default: "\(files.store) cannot be read"
        }
    }

    private static func reason(_ error: CryptoError, _ files: PracticeFiles) -> String {
        switch error.code {
        case .wrongPassphrase: "the passphrase does not open \(files.keys); see \(Passphrase.variable)"
        case .newerFormat: "\(files.keys) was written by a newer version"
        default: "\(files.keys) is no key file, or is damaged"
        }
    }

    private static func reason(_ error: NotesError, _ files: PracticeFiles) -> String {
        switch error.code {
        case .tampered: "\(files.store) is not as it was written"
        case .damaged: "\(files.store) is no store of this library, or is damaged"
        case .unreadable: "\(files.store) cannot be read now: look at the disk"
        case .rolledBack, .behindAnchor: "\(files.store) is older than \(files.anchor) vouches for"
        case .newerStore: "\(files.store) was written by a newer version"
        case .unfounded, .practiceMissing: "\(files.store) holds no practice, or not all of one"
        case .storageUnavailable: "\(files.store) cannot be read"
        case .keyServiceUnavailable, .foreignPractice:
            "\(files.keys) or \(files.anchor) does not belong to \(files.store), or is damaged"
        default: "\(files.store) cannot be used"
        }
    }
}
