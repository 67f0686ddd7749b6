package import ClinicalNotesModel

/// Until when a directive is good: `ExpiryTerm` without its text, and with a moment in place of a day, because a
/// request in JSON may name either.
package enum DirectiveExpiry: Hashable, Sendable {
    /// It is good up to, and not at, this moment: for a date, the end of that day in UTC.
    case before(Instant)
    /// It is good until something happens.
    case event
    /// It states that it does not expire.
    case never
}
