/// The legal process or law that somebody shows.
public enum LegalInstrument: String, CaseIterable, Hashable, Sendable, Codable {
    /// Nothing.
    case none
    /// An order of a court.
    case courtOrder = "court-order"
    /// A court-ordered warrant.
    case warrant
    /// A grand-jury subpoena.
    case grandJurySubpoena = "grand-jury-subpoena"
    /// A subpoena that no judge signed.
    case attorneySubpoena = "attorney-subpoena"
    /// An administrative request.
    case administrativeRequest = "administrative-request"
    /// A statute.
    case statute
    /// A statute on reports of child abuse.
    case childAbuseStatute = "child-abuse-statute"
    /// A demand of the Department of Health and Human Services.
    case hhsDemand = "hhs-demand"
    /// An order under 42 CFR part 2, subpart E.
    case part2CourtOrder = "part2-court-order"
}
