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
    /// The stricter compartment that the source asks for since; closed but to its authors until somebody decides.
    public let proposedCompartment: Compartment?
}

extension NoteProvenance {
    init(
        _ header: NoteHeader,
        in owner: OwnerAggregate,
        signature: NoteSignature?,
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
        proposedCompartment = state?.proposed
    }
}

extension NoteProvenance: DescribedByType {}
