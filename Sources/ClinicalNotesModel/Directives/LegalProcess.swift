/// A paper of law that was shown to the holder: an order, a warrant, a subpoena, a demand, a statute.
public struct LegalProcess: Hashable, Sendable {
    /// What it is.
    public enum Instrument: String, CaseIterable, Hashable, Sendable, Codable {
        /// An order of a court, 45 CFR 164.512(e)(1)(i).
        case courtOrder = "court-order"
        /// A warrant issued by a court.
        case warrant
        /// A subpoena of a grand jury.
        case grandJurySubpoena = "grand-jury-subpoena"
        /// A subpoena of an attorney, 45 CFR 164.512(e)(1)(ii).
        case attorneySubpoena = "attorney-subpoena"
        /// A request of an agency, 45 CFR 164.512(f)(1)(ii)(C).
        case administrativeRequest = "administrative-request"
        /// A statute.
        case statute
        /// A statute on reporting child abuse.
        case childAbuseStatute = "child-abuse-statute"
        /// A demand of the Department of Health and Human Services, 45 CFR 164.502(a)(2)(ii).
        case hhsDemand = "hhs-demand"
        /// An order under 42 CFR Part 2, subpart E.
        case part2CourtOrder = "part2-court-order"
    }

    /// What the other side assured.
    public enum Assurance: String, CaseIterable, Hashable, Sendable, Codable {
        /// Nothing.
        case none
        /// The patient was given notice, 45 CFR 164.512(e)(1)(iii).
        case notice
        /// A protective order was sought, 45 CFR 164.512(e)(1)(v).
        case protectiveOrder = "protective-order"
        /// A written agreement on an audit, 42 CFR 2.53.
        case auditAgreement = "audit-agreement"
    }

    /// Who brought the proceeding.
    public enum Plaintiff: String, CaseIterable, Hashable, Sendable, Codable {
        /// There is no proceeding.
        case none
        /// The patient.
        case patient
        /// The holder.
        case provider
        /// Somebody else.
        case thirdParty = "third-party"
        /// A government.
        case government
    }

    /// Whom an oversight agency oversees, 45 CFR 164.512(d).
    public enum Oversight: String, CaseIterable, Hashable, Sendable, Codable {
        /// Nobody.
        case none
        /// The note's originator.
        case originator
        /// The holder.
        case organization = "organisation"
        /// A health plan.
        case plan
        /// The patient's own claim to benefits.
        case patientBenefits = "patient-benefits"
        /// The patient, in what has nothing to do with care.
        case patientUnrelatedToCare = "patient-unrelated-to-care"
    }

    /// Under which section a court made an order, 42 CFR Part 2, subpart E.
    public enum Part2Section: String, CaseIterable, Hashable, Sendable, Codable {
        /// For purposes that are not criminal.
        case noncriminal = "2.64"
        /// To investigate or prosecute the patient.
        case criminal = "2.65"
    }

    /// What it is; `nil` for an assurance without any instrument, such as an agreement on an audit, 42 CFR 2.53.
    public var instrument: Instrument?
    /// The patients whose information it reaches.
    public var subjects: Set<PatientID>
    /// The notes it reaches, or `nil` where it does not name any.
    public var notes: Set<NoteID>?
    /// To whom it compels or permits a disclosure.
    public var recipients: Set<Party>
    /// Whether it expressly covers the note, 45 CFR 164.512(e)(1)(i).
    public var expresslyCovers: Bool
    /// Whether it compels this disclosure, 45 CFR 164.103 "required by law".
    public var mandatory: Bool
    /// What the other side assured.
    public var assurance: Assurance
    /// Whether relevance, specificity and need are shown, 45 CFR 164.512(f)(1)(ii)(C).
    public var threePartTest: Bool
    /// Whether it serves a proceeding against the patient, 42 CFR 2.12(d)(1).
    public var againstPatient: Bool
    /// Who brought the proceeding.
    public var broughtBy: Plaintiff
    /// Whom it oversees.
    public var oversight: Oversight
    /// Under which section of subpart E it was made, if under one.
    public var part2Section: Part2Section?
    /// Whether the court made the finding of 42 CFR 2.63 on confidential communications.
    public var part2ConfidentialFinding: Bool
    /// Whether a subpoena or similar mandate came with the order, 42 CFR 2.61.
    public var part2WithSubpoena: Bool
    /// When it was shown to the holder.
    public var receivedAt: Instant
    /// When it lost its force, if it did.
    public var withdrawnAt: Instant?

    /// Records a paper of law.
    ///
    /// - Parameters:
    ///   - instrument: What it is; `nil` for an assurance without any instrument.
    ///   - subjects: The patients whose information it reaches.
    ///   - notes: The notes it reaches, or `nil` where it does not name any.
    ///   - recipients: To whom it compels or permits a disclosure.
    ///   - expresslyCovers: Whether it expressly covers the note.
    ///   - mandatory: Whether it compels this disclosure.
    ///   - assurance: What the other side assured.
    ///   - threePartTest: Whether relevance, specificity and need are shown.
    ///   - againstPatient: Whether it serves a proceeding against the patient.
    ///   - broughtBy: Who brought the proceeding.
    ///   - oversight: Whom it oversees.
    ///   - part2Section: Under which section of subpart E it was made.
    ///   - part2ConfidentialFinding: Whether the court made the finding of 42 CFR 2.63.
    ///   - part2WithSubpoena: Whether a subpoena or similar mandate came with the order.
    ///   - receivedAt: When it was shown to the holder.
    ///   - withdrawnAt: When it lost its force.
    public init(
        _ instrument: Instrument?,
        subjects: Set<PatientID>,
        notes: Set<NoteID>? = nil,
        recipients: Set<Party>,
        expresslyCovers: Bool = false,
        mandatory: Bool = false,
        assurance: Assurance = .none,
        threePartTest: Bool = false,
        againstPatient: Bool = false,
        broughtBy: Plaintiff = .none,
        oversight: Oversight = .none,
        part2Section: Part2Section? = nil,
        part2ConfidentialFinding: Bool = false,
        part2WithSubpoena: Bool = false,
        receivedAt: Instant,
        withdrawnAt: Instant? = nil
    ) {
        self.instrument = instrument
        self.subjects = subjects
        self.notes = notes
        self.recipients = recipients
        self.expresslyCovers = expresslyCovers
        self.mandatory = mandatory
        self.assurance = assurance
        self.threePartTest = threePartTest
        self.againstPatient = againstPatient
        self.broughtBy = broughtBy
        self.oversight = oversight
        self.part2Section = part2Section
        self.part2ConfidentialFinding = part2ConfidentialFinding
        self.part2WithSubpoena = part2WithSubpoena
        self.receivedAt = receivedAt
        self.withdrawnAt = withdrawnAt
    }
}
