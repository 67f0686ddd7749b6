internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// The newest of the notes that directories offer, after a place in the order.
///
/// A full directory has thousands of notes and a page of a list fifty: what is older than the newest so many that were
/// offered is passed over, so that there is little to sort.
struct NewestNotes {
    private let limit: Int
    private let after: ChartPosition?
    private var found: [ChartPosition] = []
    /// The last of the newest `limit` notes, once there were as many.
    private var last: ChartPosition?

    init(_ limit: Int, after: ChartPosition?) {
        self.limit = limit
        self.after = after
        found.reserveCapacity(3 * limit)
    }

    /// Offers the notes of a page of an owner's that are of some classes, and whose period begins in a range.
    mutating func take(
        _ page: DirectoryPage,
        of owner: OwnerID,
        _ classes: NoteClasses,
        beginning period: Range<Instant>?
    ) {
        for entry in page.entries {
            guard let note = entry.note, classes.contains(note), period?.contains(note.time) ?? true
            else { continue }
            take(ChartPosition(time: note.time, owner: owner, record: entry.record))
        }
    }

    private mutating func take(_ position: ChartPosition) {
        if let last, position <= last { return }
        if let after, position >= after { return }
        found.append(position)
        if found.count >= 3 * limit { cut() }
    }

    private mutating func cut() {
        found.sort(by: >)
        guard found.count >= limit else { return }
        found.removeLast(found.count - limit)
        last = found.last
    }

    /// As many of them as were asked for, or all if there are fewer; in the order of lists.
    consuming func inOrder() -> [ChartPosition] {
        cut()
        return found
    }
}
