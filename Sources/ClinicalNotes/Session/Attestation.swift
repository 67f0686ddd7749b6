public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// What an author states about a note beside its content: facts that the law asks about and that no text tells.
///
/// Stated once, with the draft. Left out, it is unknown whom the note mentions, and no rule that needs to know favours
/// disclosure.
public struct Attestation: Hashable, Sendable {
    /// Whom the note mentions beside its subjects, 45 CFR 164.524(a)(3)(ii); `nil` if nobody said.
    public var mentions: ReferencedPerson?
    /// Compiled in reasonable anticipation of, or for use in, a proceeding, 45 CFR 164.524(a)(1)(ii).
    public var compiledForProceeding: Bool
    /// Who wrote it together with the one who begins it: originators as well, with an originator's rights.
    ///
    /// In granted custody a co-author needs the note's key too: give it with
    /// ``NoteSession/grantKey(of:to:for:declaring:under:idempotencyKey:)``.
    public var coauthors: [PrincipalID]

    /// Nothing is stated.
    public static let none = Attestation()

    /// States facts about a note.
    ///
    /// - Parameters:
    ///   - mentions: Whom the note mentions beside its subjects.
    ///   - compiledForProceeding: Whether it was compiled for a proceeding.
    ///   - coauthors: Who wrote it together with the one who begins it.
    public init(
        mentions: ReferencedPerson? = nil,
        compiledForProceeding: Bool = false,
        coauthors: [PrincipalID] = []
    ) {
        self.mentions = mentions
        self.compiledForProceeding = compiledForProceeding
        self.coauthors = coauthors
    }

    func encode(into writer: inout ByteWriter) {
        writer.optional(mentions) { $0.text($1.rawValue) }
        writer.flag(compiledForProceeding)
        writer.list(coauthors) { $0.identifier($1) }
    }
}
