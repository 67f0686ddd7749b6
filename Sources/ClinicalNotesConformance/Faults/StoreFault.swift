public import ClinicalNotesStorage

/// One thing that a store does wrong, for tests of what stands on a store (``FaultyNoteStore``).
///
/// ``all`` is a catalog to go through; the handbook page *Faults of a store* tells which requirement of the kit catches each.
public struct StoreFault: Hashable, Sendable, CustomStringConvertible {
    /// Names it in reports and tables; never changes its meaning.
    public let name: String
    /// What a store does that has it, in one sentence.
    public let effect: String
    /// The calls that it can strike.
    public let operations: Set<StoreCall.Operation>
    let deed: Deed

    init(_ name: String, _ effect: String, on operations: Set<StoreCall.Operation>, _ deed: Deed) {
        self.name = name
        self.effect = effect
        self.operations = operations
        self.deed = deed
    }

    /// Every fault: lies about commits, wrong answers, failures with each code, answers that come late or never.
    public static let all = lies + answers + failures + delays

    /// The call throws, and nothing is written.
    ///
    /// - Parameter code: The code of the error.
    /// - Returns: The fault.
    public static func failing(_ code: StorageError.Code) -> StoreFault {
        StoreFault(
            "fails: \(code)",
            "Throws `\(code)`, and has written nothing.",
            on: Set(StoreCall.Operation.allCases),
            .fail(code)
        )
    }

    /// The name.
    public var description: String { name }
}

extension StoreFault {
    /// What is done, beneath the words.
    enum Deed: Hashable, Sendable {
        /// A write of this kind is not carried out.
        enum Lost: Hashable, Sendable { case put, append, delete, entries }
        /// Whose record is answered in place of the one that was asked for.
        enum Stranger: Hashable, Sendable { case sameOwner, otherOwner, otherTenant }

        case drop, lose(Lost), tear, postpone, commitTwice, reverseWrites, ignoreExpectations
        case sayCommitted, sayConflict, sayUnknown, loseOutcome, refuse, throwAfterwards
        case shiftPositions, miscount
        case hideOne, hideAll, shortPage, cutValue, flipBit, older, allOlder, stranger(Stranger), foreignKey
        case repeatRow, reverseRows, otherRevision, otherMore
        case fail(StorageError.Code), late, never
    }

    private static func lie(_ name: String, _ effect: String, _ deed: Deed) -> StoreFault {
        StoreFault(name, effect, on: [.commit], deed)
    }

    /// What is said of commits.
    private static let lies: [StoreFault] = [
        lie("drops a commit", "Says that a commit is durable, and writes nothing.", .drop),
        lie("loses a put", "Says that a batch is durable, and leaves one put out.", .lose(.put)),
        lie("loses an append", "Says that a batch is durable, and leaves one append out.", .lose(.append)),
        lie("loses a delete", "Says that a batch is durable, and leaves one delete out.", .lose(.delete)),
        lie("loses index entries", "Puts a record without its index entries.", .lose(.entries)),
        lie("tears a batch", "Writes the first half of a batch, and says that all of it is durable.", .tear),
        lie(
            "postpones a commit",
            "Says that a commit is durable, and carries it out before the next one.",
            .postpone
        ),
        lie("commits twice", "Carries a commit out a second time.", .commitTwice),
        lie("reverses writes", "Carries out batches and their writes in reverse order.", .reverseWrites),
        lie(
            "ignores expectations",
            "Writes a batch that is a conflict, and says that it is durable.",
            .ignoreExpectations
        ),
        lie("denies a conflict", "Says that a conflict is durable; it wrote nothing.", .sayCommitted),
        lie("denies a commit", "Says of what it committed that it is a conflict.", .sayConflict),
        lie(
            "makes conflicts up",
            "Says of what nobody changed that it is a conflict; it wrote nothing.",
            .refuse
        ),
        lie("forgets a commit", "Says of what it committed that the outcome is unknown.", .sayUnknown),
        lie("forgets a refusal", "Writes nothing, and says that the outcome is unknown.", .loseOutcome),
        lie("throws after a commit", "Commits, and throws `unavailable`.", .throwAfterwards),
        lie("miscounts positions", "Says of each append a position that is one too high.", .shiftPositions),
        lie("miscounts outcomes", "Answers with one outcome too many.", .miscount),
    ]

    private static let rows: Set<StoreCall.Operation> = [.fetch, .list]
    private static let reads: Set<StoreCall.Operation> = [.fetch, .list, .scan]

    /// What is answered.
    private static let answers: [StoreFault] = [
        StoreFault("hides a row", "Leaves one record or hit out of an answer.", on: reads, .hideOne),
        StoreFault("hides all rows", "Answers as if nothing were there.", on: reads, .hideAll),
        StoreFault(
            "ends pages early",
            "Gives half of a page that is not the last.",
            on: [.list, .scan],
            .shortPage
        ),
        StoreFault("cuts a value", "Answers the first half of a value.", on: rows, .cutValue),
        StoreFault("flips a bit", "Answers a value with one bit changed.", on: rows, .flipBit),
        StoreFault(
            "answers an older record",
            "Answers one record as it was before it was written last.",
            on: rows,
            .older
        ),
        StoreFault(
            "answers older records",
            "Answers all records as they were before they were written last.",
            on: rows,
            .allOlder
        ),
        StoreFault(
            "answers another record",
            "Answers the value of another record of the same owner and class.",
            on: rows,
            .stranger(.sameOwner)
        ),
        StoreFault(
            "answers another owner's record",
            "Answers the value of another owner's record of the same class.",
            on: rows,
            .stranger(.otherOwner)
        ),
        StoreFault(
            "answers another practice's record",
            "Answers the value of another practice's record of the same class.",
            on: rows,
            .stranger(.otherTenant)
        ),
        StoreFault(
            "answers another key",
            "Answers another record than the one asked for.",
            on: reads,
            .foreignKey
        ),
        StoreFault("repeats a row", "Answers one row twice.", on: reads, .repeatRow),
        StoreFault("reverses rows", "Answers rows in reverse order.", on: reads, .reverseRows),
        StoreFault(
            "miscounts revisions",
            "Answers a revision that is one too high.",
            on: rows,
            .otherRevision
        ),
        StoreFault(
            "mistakes the end",
            "Says that there is more where there is not, or nothing more.",
            on: [.scan],
            .otherMore
        ),
    ]

    private static let failures = StorageError.Code.allCases.map { failing($0) }

    private static let calls: Set<StoreCall.Operation> = [.fetch, .scan, .list, .commit]

    private static let delays: [StoreFault] = [
        StoreFault(
            "is late",
            "Does as it was asked, after the deadline or a tenth of a second.",
            on: calls,
            .late
        ),
        StoreFault("never answers", "Does nothing, until the caller's task is cancelled.", on: calls, .never),
    ]
}
