internal import ClinicalNotes
public import ClinicalNotesModel

/// What became of each entry of an input that was imported.
public struct FHIRImportReport: Sendable {
    /// What became of one entry.
    public enum Outcome: Hashable, Sendable {
        /// The note was written.
        case imported(NoteID)
        /// The note was in the vault in another state, and is now as the source gave it: its revisions before and after.
        case changed(NoteID, from: UInt64, to: UInt64)
        /// The note was in the vault, and is withdrawn as the source says.
        case withdrawn(NoteID)
        /// The note was in the vault as the source gave it, or in a newer state; nothing was written.
        case unchanged(NoteID)
        /// The patient was put on record.
        case registered(PatientID)
        /// The patient was on record before.
        case alreadyRegistered(PatientID)
        /// The patient was on record, and is now known as the source says.
        case updated(PatientID)
        /// The patient is on record with the source's links to other records of the same person.
        case linked(PatientID)
        /// The note or patient would be written; what a dry run says.
        case importable
        /// Notes refer to it; nothing of its own is kept but the labels of an encounter.
        case consulted
        /// It was left aside.
        case skipped(ImportEntry.SkipReason)
        /// It was not imported, for this reason.
        case refused(FHIRError)
    }

    /// One entry and what became of it.
    public struct Entry: Hashable, Sendable {
        /// The index of the entry, counted through all inputs, as in `ImportEntry`.
        public let index: Int
        /// The index of the input.
        public let input: Int
        /// The index in its input.
        public let indexInInput: Int
        /// The resource type, if R4 has it.
        public let resourceType: String?
        /// What became of it.
        public let outcome: Outcome
        /// What was taken in place of something that the input does not say.
        public let fallbacks: Set<ImportFallback>
    }

    /// What became of each entry, in the input's order.
    public let entries: [Entry]

    /// The notes that were written, in the input's order.
    public var imported: [NoteID] {
        entries.compactMap { if case .imported(let note) = $0.outcome { note } else { nil } }
    }

    /// The notes that changed, in the input's order.
    public var changed: [NoteID] {
        entries.compactMap { if case .changed(let note, _, _) = $0.outcome { note } else { nil } }
    }

    /// The notes that were withdrawn, in the input's order.
    public var withdrawn: [NoteID] {
        entries.compactMap { if case .withdrawn(let note) = $0.outcome { note } else { nil } }
    }

    /// The notes that were in the vault before as they came, in the input's order.
    public var unchanged: [NoteID] {
        entries.compactMap { if case .unchanged(let note) = $0.outcome { note } else { nil } }
    }

    /// How many entries came to what.
    public var tally: FHIRImportTally {
        entries.reduce(into: FHIRImportTally()) { $0.add($1.outcome, $1.fallbacks) }
    }

    /// The patients of the input who are on record now, by what the input calls them.
    public let patients: [ReferenceKey: PatientID]

    /// The refusals, in the input's order; each names its entry, element and reason.
    public var refusals: [FHIRError] {
        entries.compactMap { if case .refused(let error) = $0.outcome { error } else { nil } }
    }
}
