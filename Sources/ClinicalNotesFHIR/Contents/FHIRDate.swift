public import ClinicalNotesModel

/// A date of FHIR, as precise as it was written.
public enum FHIRDate: Hashable, Sendable {
    /// A year.
    case year(Int)
    /// A month of a year.
    case month(year: Int, month: Int)
    /// A day.
    case day(CalendarDay)
    /// A moment.
    case instant(Instant)

    /// Reads `2026`, `2026-03`, `2026-03-02` or a moment with its offset, or gives `nil`.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        switch bytes.count {
        case 4, 7:
            let padded = text + (bytes.count == 4 ? "-01-01" : "-01")
            guard let (year, month, _) = CalendarDay(String(padded))?.components else { return nil }
            self = bytes.count == 4 ? .year(year) : .month(year: year, month: month)
        case 10:
            guard let day = CalendarDay(text) else { return nil }
            self = .day(day)
        default:
            guard let instant = Instant(fhir: text) else { return nil }
            self = .instant(instant)
        }
    }
}
