/// What kind of directive is on record, and what it says.
public enum DirectiveDocument: Hashable, Sendable {
    /// An authorization, 45 CFR 164.508.
    case authorization(Authorization)
    /// A consent under 42 CFR Part 2.
    case part2Consent(Part2Consent)
    /// A general consent, 45 CFR 164.506(b).
    case generalConsent(GeneralConsent)
    /// A copy for somebody, 45 CFR 164.524(c)(3)(ii).
    case accessDirective(AccessDirective)
    /// A restriction, 45 CFR 164.522(a).
    case restriction(Restriction)
    /// A representation, 45 CFR 164.502(g).
    case representation(Representation)
    /// A paper of law.
    case legalProcess(LegalProcess)

    /// The patients whom it is about.
    public var subjects: Set<PatientID> {
        switch self {
        case .authorization(let document): document.subjects
        case .part2Consent(let document): document.subjects
        case .generalConsent(let document): document.subjects
        case .accessDirective(let document): document.subjects
        case .restriction(let document): [document.patient]
        case .representation(let document): [document.patient]
        case .legalProcess(let document): document.subjects
        }
    }

    /// The single notes that it names, or `nil` where it names none.
    package var notes: Set<NoteID>? {
        switch self {
        case .authorization(let document): document.notes
        case .restriction(let document): document.notes
        case .legalProcess(let document): document.notes
        case .part2Consent, .generalConsent, .accessDirective, .representation: nil
        }
    }

    /// The document without the single notes that are not among some.
    package func naming(only notes: Set<NoteID>) -> DirectiveDocument {
        switch self {
        case .authorization(var document):
            document.notes = document.notes?.intersection(notes)
            return .authorization(document)
        case .restriction(var document):
            document.notes = document.notes?.intersection(notes)
            return .restriction(document)
        case .legalProcess(var document):
            document.notes = document.notes?.intersection(notes)
            return .legalProcess(document)
        case .part2Consent, .generalConsent, .accessDirective, .representation: return self
        }
    }

    /// Whether somebody sees less once it is on record.
    package var keepsOut: Bool {
        switch self {
        case .restriction: true
        case .representation(let representation): representation.nonRecognition != nil
        case .authorization, .part2Consent, .generalConsent, .accessDirective, .legalProcess: false
        }
    }

    /// Whether the document was taken back or came to its end before a moment.
    package func isOver(at moment: Instant) -> Bool {
        switch self {
        case .authorization(let document): document.revocation != nil
        case .part2Consent(let document): document.revocation != nil
        case .generalConsent(let document): document.revocation != nil
        case .accessDirective(let document): document.revocation != nil
        case .restriction(let document): document.terminatedAt.map { $0 <= moment } ?? false
        case .representation(let document): document.until.map { $0 <= moment } ?? false
        case .legalProcess(let document): document.withdrawnAt.map { $0 <= moment } ?? false
        }
    }

    /// The document, taken back: signed papers are revoked, a restriction is ended by the patient, a
    /// representation and a paper of law end.
    package func revoked(_ revocation: Revocation) -> DirectiveDocument {
        switch self {
        case .authorization(var document):
            document.revocation = revocation
            return .authorization(document)
        case .part2Consent(var document):
            document.revocation = revocation
            return .part2Consent(document)
        case .generalConsent(var document):
            document.revocation = revocation
            return .generalConsent(document)
        case .accessDirective(var document):
            document.revocation = revocation
            return .accessDirective(document)
        case .restriction(var document):
            document.termination = .byPatient
            document.terminatedAt = revocation.at
            return .restriction(document)
        case .representation(var document):
            document.until = revocation.at
            return .representation(document)
        case .legalProcess(var document):
            document.withdrawnAt = revocation.at
            return .legalProcess(document)
        }
    }
}

extension DirectiveDocument: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        switch self {
        case .authorization(let document): writer.tagged(0, document)
        case .part2Consent(let document): writer.tagged(1, document)
        case .generalConsent(let document): writer.tagged(2, document)
        case .accessDirective(let document): writer.tagged(3, document)
        case .restriction(let document): writer.tagged(4, document)
        case .representation(let document): writer.tagged(5, document)
        case .legalProcess(let document): writer.tagged(6, document)
        }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        switch try reader.integer(UInt8.self) {
        case 0: self = .authorization(try reader.record())
        case 1: self = .part2Consent(try reader.record())
        case 2: self = .generalConsent(try reader.record())
        case 3: self = .accessDirective(try reader.record())
        case 4: self = .restriction(try reader.record())
        case 5: self = .representation(try reader.record())
        case 6: self = .legalProcess(try reader.record())
        default: throw MalformedBytes()
        }
    }
}

extension ByteWriter {
    fileprivate mutating func tagged(_ tag: UInt8, _ document: some SealedRecord) {
        integer(tag)
        record(document)
    }
}
