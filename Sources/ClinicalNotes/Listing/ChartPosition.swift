internal import ClinicalNotesModel

/// A note's place in the order of lists: by time, then owner and record; lists go from the last place to the first.
struct ChartPosition: Hashable, Comparable, Sendable {
    let time: Instant
    let owner: OwnerID
    let record: RecordID

    var note: NoteID { NoteID(owner: owner, record: record) }

    static func < (left: ChartPosition, right: ChartPosition) -> Bool {
        guard left.time == right.time else { return left.time < right.time }
        return (left.owner, left.record) < (right.owner, right.record)
    }
}

extension LoadedNote {
    var position: ChartPosition {
        ChartPosition(time: header.period.lowerBound, owner: id.owner, record: id.record)
    }
}
