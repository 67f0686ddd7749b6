internal import ClinicalNotesModel

/// When a note was made: as it says, or else what comes closest.
struct NoteDate {
    let date: Instant?
    /// What was taken in place of the date, if anything.
    let fallback: ImportFallback?

    /// Takes the first that is known.
    ///
    /// - Parameters:
    ///   - own: The date that the note says; a day or less begins when it begins.
    ///   - period: When the care took place.
    ///   - updated: When the source last changed the note.
    ///   - attachments: The note's attachments.
    init(own: String?, period: ImportedPeriod?, updated: Instant?, attachments: [JSONObject]) {
        let made = attachments.lazy.compactMap { $0.string("creation").flatMap(NoteDate.moment) }.first
        if let date = own.flatMap(NoteDate.moment) {
            (self.date, fallback) = (date, nil)
        } else if let start = period?.start {
            (date, fallback) = (start.moments.lowerBound, .dateOfPeriod)
        } else if let updated {
            (date, fallback) = (updated, .dateOfUpdate)
        } else if let made {
            (date, fallback) = (made, .dateOfAttachment)
        } else {
            (date, fallback) = (nil, .dateUnknown)
        }
    }

    private static func moment(_ text: String) -> Instant? { FHIRDate(text)?.moments.lowerBound }
}
