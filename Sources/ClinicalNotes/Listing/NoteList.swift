internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What a list is taken from, and where to go on: the directories of some owners as of one moment, and what of them the
/// policy leaves over.
struct NoteList {
    let views: [OwnerID: OwnerView]
    /// For each owner, of which notes the principal may see some.
    let classes: [OwnerID: NoteClasses]
    let filter: ChartFilter
    let action: NoteAction
    /// The last place that was seen.
    var position: ChartPosition?

    /// What must not have moved when the list is handed out.
    var guards: [Expectation] { views.sorted { $0.key < $1.key }.map(\.value.guardExpectation) }

    /// The next notes that the principal may perhaps see and that may be asked for.
    func next(_ limit: Int) -> [ChartPosition] {
        var newest = NewestNotes(limit, after: position)
        for (owner, view) in views {
            guard let classes = classes[owner], !classes.isEmpty else { continue }
            // The newest notes mostly stand on the last pages, and what comes after them is passed over.
            for number in view.head.pageHashes.indices.reversed() {
                guard let page = view.pages[UInt32(number)] else { continue }
                newest.take(page, of: owner, classes, beginning: filter.period)
            }
        }
        return newest.inOrder()
    }
}
