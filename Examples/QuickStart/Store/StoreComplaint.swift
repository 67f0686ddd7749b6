internal import ClinicalNotes

/// Says in a sentence why a kept store cannot be verified at all.
struct StoreComplaint: Error, CustomStringConvertible {
    let description: String

    init(_ error: some Error, about files: PracticeFiles) {
        let reason =
            switch error {
            case let error as StorageError: Self.reason(error, files)
            case let error as CryptoError: Self.reason(error, files)
            case let error as VaultError: Self.reason(error, files)
            default: "\(files.store) cannot be verified"
            }
        description = "\(reason): \(error)"
    }

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

    private static func reason(_ error: VaultError, _ files: PracticeFiles) -> String {
        switch error.code {
        case .tampered: "\(files.store) is not as it was written"
        case .newerStore: "\(files.store) was written by a newer version"
        case .unfounded, .practiceMissing: "\(files.store) holds no practice, or not all of one"
        case .storageUnavailable: "\(files.store) cannot be read"
        case .keyServiceUnavailable, .foreignPractice:
            "\(files.keys) or \(files.anchor) does not belong to \(files.store), or is damaged"
        default: "\(files.store) cannot be verified"
        }
    }
}
