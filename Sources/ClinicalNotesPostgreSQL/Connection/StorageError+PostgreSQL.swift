#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StorageError {
    /// What a failure means; words, statements and values of the server are left behind.
    init(_ error: any Error) {
        switch error {
        case let error as StorageError: self = error
        case ServerFailure.late: self.init(.timedOut)
        case ServerFailure.refused(let state), ServerFailure.lost(let state?):
            self.init(Self.code(of: state), detail: StorageErrorDetail(sqlState: state))
        default: self.init(.unavailable)
        }
    }

    /// What a failure means while a store is being opened.
    init(opening error: any Error) {
        switch error {
        case ServerFailure.refused(let state), ServerFailure.lost(let state?):
            // No such database, role or right.
            let isPlace = state.hasPrefix("28") || state.hasPrefix("3D") || state == "42501"
            self.init(
                isPlace ? .invalidLocation : Self.code(of: state),
                detail: StorageErrorDetail(sqlState: state)
            )
        default: self.init(error)
        }
    }

    private static func code(of state: String) -> Code {
        switch state {
        case "CN001": .notDurable
        case "CN002": .newerSchema
        case "CN003": .corrupted
        case "57014", "55P03": .timedOut
        case "53100": .full
        case "58030", "58P01": .unreadable
        case "42P01", "42883", "3F000": .replaced
        case "42703", "42804": .corrupted
        default:
            switch state.prefix(2) {
            case "XX": .corrupted
            case "54": .unsupportedPredicate
            default: .unavailable
            }
        }
    }
}
#endif
