public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// What an author states about a note beside its content: facts that the law asks about and that no text tells.
///
/// Stated once, with the draft. What is left out is unknown, and no rule that needs to know it favors disclosure.
public struct Attestation: Hashable, Sendable {
    /// Whom the note mentions beside its subjects, 45 CFR 164.524(a)(3)(ii); `nil` if nobody said.
    public var mentions: ReferencedPerson?
    /// Compiled in reasonable anticipation of, or for use in, a proceeding, 45 CFR 164.524(a)(1)(ii).
    public var compiledForProceeding: Bool
    /// Whether the author of a substance use disorder counseling note is a mental health professional; `nil` if nobody said.
    ///
    /// Then the note meets the definition of 45 CFR 164.501 as well. Other notes do or do not by what they are.
    public var byMentalHealthProfessional: Bool?
    /// Who wrote it together with the one who begins it: originators as well, with an originator's rights, once they say so
    /// themselves with ``NoteSession/confirmAuthorship(of:idempotencyKey:)``.
    ///
    /// In granted custody a co-author needs the note's key then: give it with
    /// ``NoteSession/grantKey(of:to:for:declaring:under:idempotencyKey:)``.
    public var coauthors: [PrincipalID]
    /// What the host says of the note in words of its own; changed later with ``NoteSession/label(_:_:idempotencyKey:)``.
    public var labels: NoteLabels

    /// Nothing is stated.
    public static let none = Attestation()

    /// States facts about a note.
    ///
    /// - Parameters:
    ///   - mentions: Whom the note mentions beside its subjects.
    ///   - compiledForProceeding: Whether it was compiled for a proceeding.
    ///   - byMentalHealthProfessional: Whether the author of a counseling note is a mental health professional.
    ///   - coauthors: Who wrote it together with the one who begins it.
    ///   - labels: What the host says of it in words of its own.
    public init(
        mentions: ReferencedPerson? = nil,
        compiledForProceeding: Bool = false,
        byMentalHealthProfessional: Bool? = nil,
        coauthors: [PrincipalID] = [],
        labels: NoteLabels = .none
    ) {
        self.mentions = mentions
        self.compiledForProceeding = compiledForProceeding
        self.byMentalHealthProfessional = byMentalHealthProfessional
        self.coauthors = coauthors
        self.labels = labels
    }

    func encode(into writer: inout ByteWriter) {
        writer.optional(mentions) { $0.text($1.rawValue) }
        writer.flag(compiledForProceeding)
        writer.optional(byMentalHealthProfessional) { $0.flag($1) }
        writer.list(coauthors) { $0.identifier($1) }
        labels.encode(into: &writer)
    }
}
