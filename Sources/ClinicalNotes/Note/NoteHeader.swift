internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// What is known of a note without opening it: all that decides about the note, and no text.
struct NoteHeader: Hashable, Sendable {
    /// An earlier signed revision and where it is kept.
    struct PastRevision: Hashable, Sendable {
        let revision: UInt64
        let locator: RecordID
        let frameHash: Digest
        let manifestHash: Digest
    }

    /// A supervisor's signature over the manifest hash of a revision.
    struct Cosignature: Hashable, Sendable {
        let principal: PrincipalID
        let revision: UInt64
        let at: Instant
        let key: KeyID
        let signature: [UInt8]
    }

    let compartment: Compartment
    var kind: NoteKind
    let template: String
    let templateVersion: UInt32
    var status: NoteStatus
    var originators: [PrincipalID]
    let organization: OrganizationID
    let subjects: [PatientID]
    var parts: [NotePart]
    /// Whom the note mentions beside its subjects, as its author stated; `nil` if nobody said.
    var referencesOther: ReferencedPerson?
    var compiledForProceeding: Bool
    /// Whether a counseling note's author is a mental health professional, as stated; `nil` if nobody said.
    var byMentalHealthProfessional: Bool?
    let created: Instant
    var period: Range<Instant>
    var relation: NoteRelation?
    var addenda: [NoteID]
    var releases: [Release]
    var holds: [Hold]
    var revision: UInt64
    var manifestHash: Digest
    var frameHash: Digest
    var keyGeneration: UInt32
    var history: [PastRevision]
    var cosignatures: [Cosignature]
    var identifiers: [PersonIdentifier]
    /// Who wrote an imported note, as the source says; whoever imported it signed it.
    var attestedAuthors: [String]
    /// Where an imported note came from.
    var origin: ImportOrigin?
    /// The state of an imported note that its source gave last.
    var external: ExternalState?
    /// Who gave the second word, beside who imported it, that an imported note's originators wrote it.
    var confirmations: [AuthorshipClaim]
    /// Who is said to have written it, and by whom, as long as no second person says so: no originators yet.
    var claims: [AuthorshipClaim]
    /// Whether a decision about care was made with a draft (regulation digest, section 10).
    var usedForDecision: Bool
    /// How the practice came by a note that others hold the original of; `nil` for one of its own.
    let received: ReceivedRecord?
    /// What the host says of the note in words of its own.
    var labels: NoteLabels
    /// The requests to amend the note, 45 CFR 164.526: filed records of the owner.
    var amendmentRequests: [RecordID]
    /// What is attached to the note: filed records of the owner.
    var attachments: [RecordID]
    /// Why it was entered in error, if somebody said so by a code.
    var withdrawal: NoteWithdrawal?
    /// Where it stood before, if it was refiled from the chart of the wrong patient.
    var refiling: NoteRefiling?

    var isImported: Bool { origin != nil }

    /// Whether somebody imported a state of the note.
    func isImported(by principal: PrincipalID) -> Bool {
        origin?.by == principal || external?.importers.contains(principal) ?? false
    }

    /// Whether a signature belongs here: authors sign their own words; what was imported is signed by who imported it, and what
    /// was refiled for an author who is gone by who refiled it.
    func admits(_ kind: ManifestSigner.Kind, by signer: PrincipalID) -> Bool {
        switch kind {
        case .author: originators.contains(signer)
        case .importer: isImported(by: signer) || refiling?.by == signer
        }
    }
}

extension NoteHeader {
    private static let version: UInt8 = 1
    /// The version of a header that tells of a withdrawal by a code, or of a refiling; every other one is as it was.
    private static let versionOfErrors: UInt8 = 2

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 512)
        let tellsOfErrors = withdrawal != nil || refiling != nil
        writer.integer(tellsOfErrors ? Self.versionOfErrors : Self.version)
        writer.integer(compartment.rawValue)
        kind.encode(into: &writer)
        writer.text(template)
        writer.integer(templateVersion)
        writer.text(status.rawValue)
        writer.list(originators) { $0.identifier($1) }
        writer.identifier(organization)
        writer.list(subjects) { $0.identifier($1) }
        writer.list(parts) { $1.encode(into: &$0) }
        writer.optional(referencesOther) { $0.text($1.rawValue) }
        writer.flag(compiledForProceeding)
        writer.optional(byMentalHealthProfessional) { $0.flag($1) }
        writer.instant(created)
        writer.instant(period.lowerBound)
        writer.instant(period.upperBound)
        writer.optional(relation) { writer, relation in
            switch relation {
            case .addendum(let note):
                writer.integer(UInt8(1))
                writer.noteID(note)
            case .annotation(let note):
                writer.integer(UInt8(2))
                writer.noteID(note)
            case .replacement(let note):
                writer.integer(UInt8(3))
                writer.noteID(note)
            }
        }
        writer.list(addenda) { $0.noteID($1) }
        writer.list(releases) { $1.encode(into: &$0) }
        writer.list(holds) { $1.encode(into: &$0) }
        writer.integer(revision)
        writer.raw(manifestHash.bytes)
        writer.raw(frameHash.bytes)
        writer.integer(keyGeneration)
        writer.list(history) { writer, past in
            writer.integer(past.revision)
            writer.identifier(past.locator)
            writer.raw(past.frameHash.bytes)
            writer.raw(past.manifestHash.bytes)
        }
        writer.list(cosignatures) { $1.encode(into: &$0) }
        writer.list(identifiers) { writer, identifier in
            writer.text(identifier.system)
            writer.text(identifier.value)
        }
        writer.list(attestedAuthors) { $0.text($1) }
        writer.optional(origin) { $1.encode(into: &$0) }
        writer.optional(external) { $1.encode(into: &$0) }
        writer.list(confirmations) { $1.encode(into: &$0) }
        writer.list(claims) { $1.encode(into: &$0) }
        writer.flag(usedForDecision)
        writer.optional(received) { $1.encode(into: &$0) }
        labels.encode(into: &writer)
        writer.list(amendmentRequests) { $0.identifier($1) }
        writer.list(attachments) { $0.identifier($1) }
        if tellsOfErrors {
            writer.optional(withdrawal) { $1.encode(into: &$0) }
            writer.optional(refiling) { $1.encode(into: &$0) }
        }
        return writer.bytes
    }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        let version: UInt8 = try reader.integer()
        guard [Self.version, Self.versionOfErrors].contains(version) else { throw MalformedBytes() }
        guard let compartment = Compartment(rawValue: try reader.integer()) else { throw MalformedBytes() }
        self.compartment = compartment
        kind = try NoteKind(from: &reader)
        template = try reader.text()
        templateVersion = try reader.integer()
        guard let status = NoteStatus(rawValue: try reader.text()) else { throw MalformedBytes() }
        self.status = status
        originators = try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
        organization = try reader.identifier()
        subjects = try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
        parts = try reader.list { reader throws(MalformedBytes) in try NotePart(from: &reader) }
        referencesOther = try reader.optional { reader throws(MalformedBytes) in try reader.value() }
        compiledForProceeding = try reader.flag()
        byMentalHealthProfessional = try reader.optional { reader throws(MalformedBytes) in try reader.flag()
        }
        created = try reader.instant()
        let start = try reader.instant()
        let end = try reader.instant()
        guard start <= end else { throw MalformedBytes() }
        period = start..<end
        relation = try reader.optional { reader throws(MalformedBytes) in
            switch try reader.integer(UInt8.self) {
            case 1: NoteRelation.addendum(to: try reader.noteID())
            case 2: NoteRelation.annotation(of: try reader.noteID())
            case 3: NoteRelation.replacement(of: try reader.noteID())
            default: throw MalformedBytes()
            }
        }
        addenda = try reader.list { reader throws(MalformedBytes) in try reader.noteID() }
        releases = try reader.list { reader throws(MalformedBytes) in try Release(from: &reader) }
        holds = try reader.list { reader throws(MalformedBytes) in try Hold(from: &reader) }
        revision = try reader.integer()
        manifestHash = try reader.digest()
        frameHash = try reader.digest()
        keyGeneration = try reader.integer()
        history = try reader.list { reader throws(MalformedBytes) in
            PastRevision(
                revision: try reader.integer(),
                locator: try reader.identifier(),
                frameHash: try reader.digest(),
                manifestHash: try reader.digest()
            )
        }
        cosignatures = try reader.list { reader throws(MalformedBytes) in try Cosignature(from: &reader) }
        identifiers = try reader.list { reader throws(MalformedBytes) in
            PersonIdentifier(system: try reader.text(), value: try reader.text())
        }
        attestedAuthors = try reader.list { reader throws(MalformedBytes) in try reader.text() }
        origin = try reader.optional { reader throws(MalformedBytes) in try ImportOrigin(from: &reader) }
        external = try reader.optional { reader throws(MalformedBytes) in try ExternalState(from: &reader) }
        guard (origin == nil) == (external == nil) else { throw MalformedBytes() }
        confirmations = try reader.list { reader throws(MalformedBytes) in try AuthorshipClaim(from: &reader)
        }
        claims = try reader.list { reader throws(MalformedBytes) in try AuthorshipClaim(from: &reader) }
        usedForDecision = try reader.flag()
        received = try reader.optional { reader throws(MalformedBytes) in try ReceivedRecord(from: &reader) }
        labels = try NoteLabels(from: &reader)
        amendmentRequests = try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
        attachments = try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
        if version == Self.versionOfErrors {
            withdrawal = try reader.optional { reader throws(MalformedBytes) in
                try NoteWithdrawal(from: &reader)
            }
            refiling = try reader.optional { reader throws(MalformedBytes) in try NoteRefiling(from: &reader)
            }
            guard withdrawal != nil || refiling != nil, withdrawal == nil || status == .enteredInError else {
                throw MalformedBytes()
            }
        }
        try reader.finish()
    }
}

extension ByteWriter {
    mutating func noteID(_ note: NoteID) {
        identifier(note.owner)
        identifier(note.record)
    }
}

extension ByteReader {
    mutating func noteID() throws(MalformedBytes) -> NoteID {
        NoteID(owner: try identifier(), record: try identifier())
    }

    mutating func digest() throws(MalformedBytes) -> Digest {
        try Digest(from: &self)
    }
}
