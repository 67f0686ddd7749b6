import ClinicalNotesModel
import ClinicalNotesStorage

/// A store in memory that is broken in a single call, and passes every other on.
protocol BrokenInMemoryStore: ForwardingStore {
    var base: InMemoryNoteStore { get }
}

extension BrokenInMemoryStore {
    var forwarded: any NoteStore { base }
}
