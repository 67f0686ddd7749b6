import ClinicalNotesConformance

@testable import ClinicalNotes

/// What a vault does about a fault of its store, from the best to the worst.
enum FaultGuard: Int, Comparable, CaseIterable, Sendable, CustomStringConvertible {
    /// The call is right, and all that comes after it.
    case harmless
    /// The call fails, and says why.
    case atOnce
    /// The call answers as if what is hidden were not there, which nothing that it knows contradicts.
    case absent
    /// The call is right as far as it can tell; the next one that looks at the same fails.
    case nextLook
    /// What is told stays right; a verification finds what is wrong in the store.
    case verification
    /// Nobody but the kit.
    case kitOnly

    var description: String {
        switch self {
        case .harmless: "harmless"
        case .atOnce: "told at once"
        case .absent: "told as absent"
        case .nextLook: "the next look"
        case .verification: "verification"
        case .kitOnly: "kit only"
        }
    }

    init?(_ words: String) {
        guard let named = Self.allCases.first(where: { $0.description == words }) else { return nil }
        self = named
    }

    static func < (left: FaultGuard, right: FaultGuard) -> Bool { left.rawValue < right.rawValue }
}

extension StoreFault {
    static func named(_ name: String) -> StoreFault? { all.first { $0.name == name } }

    /// Whether it makes a call wait.
    var delays: Bool { ["is late", "never answers"].contains(name) }

    /// Whether it answers as if something were not there: a row, or that which a hit of the index points to.
    var hides: Bool {
        ["hides a row", "hides all rows", "answers another key", "mistakes the end"].contains(name)
    }

    /// Whether it answers what is not stored.
    var answersWrongly: Bool { !delays && !operations.contains(.commit) }

    /// Whether the store is as it should be once the fault is over: it lied at the most.
    var leavesStoreWhole: Bool {
        ![
            "drops a commit", "denies a commit", "loses a put", "loses an append", "loses a delete",
            "loses index entries",
            "tears a batch", "postpones a commit", "commits twice", "reverses writes", "ignores expectations",
            "denies a conflict",
        ].contains(name)
    }

    /// What a call may say that fails by it.
    ///
    /// A store that failed is never told as tampered with, and one that lies is told as one that lies.
    ///
    /// `auditUnavailable` says of a reading that its entry could not be committed.
    var codes: Set<NotesError.Code> { ownCodes.union([.auditUnavailable]) }

    private var ownCodes: Set<NotesError.Code> {
        if let code = StorageError.Code.allCases.first(where: { self == .failing($0) }) {
            // Whoever made the call was not cancelled.
            return [code == .cancelled ? .storageUnavailable : NotesError(StorageError(code)).code]
        }
        return switch name {
        case "is late", "never answers": [.timedOut, .outcomeUnknown]
        case "makes conflicts up": [.timedOut]
        // The log has the entry twice.
        case "denies a commit": [.timedOut, .tampered]
        case "forgets a commit", "forgets a refusal": [.outcomeUnknown, .timedOut]
        case "throws after a commit": [.storageUnavailable]
        default: [.tampered, .rolledBack, .storeMisbehaved, .timedOut, .outcomeUnknown, .notSettled]
        }
    }
}
