internal import ArgumentParser
internal import ClinicalNotesPolicy

/// For whom answers are explained.
enum Explained: String, ExpressibleByArgument, CaseIterable {
    case auditor, asker

    var audience: Audience {
        switch self {
        case .auditor: .auditor
        case .asker: .asker
        }
    }
}
