public import ClinicalNotesModel

/// Where a note comes from: who wrote and signed it and when, what its source calls it and says of it.
public struct NoteProvenance: Hashable, Sendable {
    /// What its source calls it, the key by which it is recognized first; empty for a note that was written here.
    public let identifiers: [PersonIdentifier]
    /// Which state of it the source gave last, if it said.
    public let version: ExternalVersion?
    /// Who wrote it, as the source says; attested by who took it over.
    public let attestedAuthors: [String]
    /// When it was written: as the source says, or when it came on record here.
    public let created: Instant
    /// The signatures of the revision that was opened, and those of supervisors of any.
    public let signatures: [NoteSignature]
    /// The organization that holds it.
    public let organization: OrganizationID
    /// What the source says it is, where the note's kind does not say the same.
    public let type: ExternalType?
    /// What else the source says about its making, in words.
    public let context: ExternalContext
    /// The source's security labels, whole, to go with the note wherever it goes: those of the note, of its patient's record and of its encounters.
    ///
    /// Of a note about several people those outside the practice are told the note's own alone.
    public let labels: [SecurityLabel]
    /// How the source says that it stands to other notes, by what it calls them: those that are linked here are in the note's
    /// relations, too.
    public let relations: [ExternalRelation]
    /// Whether the words hold control or bidirectional override characters, which a screen may show as something else.
    public let markedText: Bool
    /// Whether its source had it as a draft: it was signed by nobody but who took it over.
    public let isPreliminary: Bool
    /// How the practice came by a note that others hold the original of; `nil` for one of its own.
    public let received: ReceivedRecord?
    /// Who took it over, when, and from where; `nil` for a note that was written here.
    public let origin: ImportOrigin?
    /// Where it stood before, if it was refiled from the wrong patient's chart; ``NoteSession/originals(of:)`` proves it.
    public let refiling: Refiled?
    /// The note that took its place on the right chart, if it was refiled and the reader may know of that one.
    public let refiledTo: NoteID?
    /// The stricter compartment that the source asks for since; closed but to its authors until somebody decides.
    public let proposedCompartment: Compartment?
}

extension NoteProvenance {
    /// That a note was refiled.
    public struct Refiled: Hashable, Codable, Sendable {
        /// The note that it was, if the reader may know of it.
        public let from: NoteID?
        /// Who refiled it.
        public let by: PrincipalID
        /// When.
        public let at: Instant
    }

    init(
        _ header: NoteHeader,
        in owner: OwnerAggregate,
        signature: NoteSignature?,
        known: Set<NoteID>,
        toldInside isInside: Bool
    ) {
        var state = header.external(in: owner)
        if header.subjects.count > 1, !isInside {
            // What a source's record of one of them bears is not for the others to learn.
            let brought = owner.labeled.reaching(state?.encounters ?? []).written
            state?.labels.removeAll(where: brought.contains)
        }
        identifiers = header.identifiers
        version = state?.version
        attestedAuthors = header.attestedAuthors
        created = state?.date ?? header.created
        signatures = [signature].compactMap { $0 } + header.cosignatures.map { NoteSignature($0) }
        organization = header.organization
        type = state?.type
        context = state?.context ?? ExternalContext()
        labels = state?.labels ?? []
        relations = state?.relations ?? []
        markedText = state?.markedText ?? false
        isPreliminary = state?.preliminary ?? false
        received = header.received
        origin = header.origin
        // Whose chart it stood on before is for nobody outside.
        refiling =
            isInside
            ? header.refiling.map {
                Refiled(from: known.contains($0.from) ? $0.from : nil, by: $0.by, at: $0.at)
            } : nil
        refiledTo = header.withdrawal?.refiled.flatMap { known.contains($0) ? $0 : nil }
        proposedCompartment = state?.proposed
    }
}

extension NoteProvenance: DescribedByType {}
