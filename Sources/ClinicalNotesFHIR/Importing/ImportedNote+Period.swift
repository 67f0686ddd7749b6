internal import ClinicalNotesModel

extension Range<Instant> {
    /// When the care took place, or when the note was made if that is not said; the start of 1970 if nothing is.
    init(_ note: ImportedNote) {
        let start = note.period?.start?.moments.lowerBound
        let end = note.period?.end?.moments.upperBound
        let lower = start ?? end ?? note.date ?? Instant(milliseconds: 0)
        self = lower..<Swift.max(lower, end ?? lower)
    }
}

extension FHIRDate {
    /// The moments that the date stands for, in Coordinated Universal Time where it has no offset.
    var moments: Range<Instant> {
        let first: CalendarDay?
        let last: CalendarDay?
        switch self {
        case .instant(let instant): return instant..<instant
        case .day(let day): (first, last) = (day, day)
        case .month(let year, let month):
            first = CalendarDay(year: year, month: month, day: 1)
            last = [31, 30, 29, 28].lazy.compactMap { CalendarDay(year: year, month: month, day: $0) }.first
        case .year(let year):
            first = CalendarDay(year: year, month: 1, day: 1)
            last = CalendarDay(year: year, month: 12, day: 31)
        }
        let start = first?.start ?? Instant(milliseconds: 0)
        return start..<Swift.max(start, last?.end ?? start)
    }
}
