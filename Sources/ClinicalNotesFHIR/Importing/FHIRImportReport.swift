internal import ClinicalNotes
public import ClinicalNotesModel

/// What became of each entry of an input that was imported.
public struct FHIRImportReport: Sendable {
    /// What became of one entry.
    public enum Outcome: Hashable, Sendable {
        /// The note was written.
        case imported(NoteID)
        /// The note was in the vault before; nothing was written.
        case alreadyImported(NoteID)
        /// The patient was put on record.
        case registered(PatientID)
        /// The patient was on record before.
        case alreadyRegistered(PatientID)
        /// The note or patient would be written; what a dry run says.
        case importable
        /// Notes refer to it; nothing of its own is kept.
        case consulted
        /// It was left aside.
        case skipped(ImportEntry.SkipReason)
        /// It was not imported, for this reason.
        case refused(FHIRError)
    }

    /// One entry and what became of it.
    public struct Entry: Hashable, Sendable {
        /// The index of the entry, as in `ImportEntry`.
        public let index: Int
        /// The resource type, if R4 has it.
        public let resourceType: String?
        /// What became of it.
        public let outcome: Outcome
    }

    /// What became of each entry, in the input's order.
    public let entries: [Entry]

    /// The notes that were written, in the input's order.
    public var imported: [NoteID] {
        entries.compactMap { if case .imported(let note) = $0.outcome { note } else { nil } }
    }

    /// The notes that were in the vault before, in the input's order.
    public var alreadyImported: [NoteID] {
        entries.compactMap { if case .alreadyImported(let note) = $0.outcome { note } else { nil } }
    }

    /// The patients of the input who are on record now, by what the input calls them.
    public let patients: [ReferenceKey: PatientID]

    /// The refusals, in the input's order; each names its entry, element and reason.
    public var refusals: [FHIRError] {
        entries.compactMap { if case .refused(let error) = $0.outcome { error } else { nil } }
    }
}
