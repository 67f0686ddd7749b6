/// A patient asked that others not be told, 45 CFR 164.522(a) and 42 CFR 2.26.
///
/// Blocks where role and purpose both match. Whether it binds is the policy's question: a request that
/// nobody agreed to can be written down and stops nobody.
public struct Restriction: Hashable, Sendable {
    /// How a restriction came to be.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// The item or service was paid in full by someone other than the plan, 164.522(a)(1)(vi): must be agreed to.
        case paidInFull = "paid-in-full"
        /// The holder agreed, 164.522(a)(1)(iii).
        case agreed
        /// The patient asked, and nobody agreed.
        case requestedOnly = "requested-only"
    }

    /// How a restriction ended, 164.522(a)(2).
    public enum Termination: String, CaseIterable, Hashable, Sendable, Codable {
        /// By the patient.
        case byPatient = "by-patient"
        /// By the holder: for later information only, and never for what was paid in full.
        case byEntity = "by-entity"
    }

    /// How it came to be.
    public let kind: Kind
    /// Who asked.
    public let patient: PatientID
    /// Which notes, or `nil` for all of the patient's.
    public package(set) var notes: Set<NoteID>?
    /// Whom it keeps out.
    public let blocksRoles: Set<PrincipalRole>
    /// For which purposes it keeps them out.
    public let blocksPurposes: Set<PurposeOfUse>
    /// How it ended, if it did.
    public var termination: Termination?
    /// When it ended, if it did.
    public var terminatedAt: Instant?

    /// Records a restriction.
    ///
    /// - Parameters:
    ///   - kind: How it came to be.
    ///   - patient: Who asked.
    ///   - notes: Which notes, or `nil` for all of the patient's.
    ///   - blocksRoles: Whom it keeps out.
    ///   - blocksPurposes: For which purposes it keeps them out.
    ///   - termination: How it ended.
    ///   - terminatedAt: When it ended.
    public init(
        _ kind: Kind,
        patient: PatientID,
        notes: Set<NoteID>? = nil,
        blocksRoles: Set<PrincipalRole>,
        blocksPurposes: Set<PurposeOfUse>,
        termination: Termination? = nil,
        terminatedAt: Instant? = nil
    ) {
        self.kind = kind
        self.patient = patient
        self.notes = notes
        self.blocksRoles = blocksRoles
        self.blocksPurposes = blocksPurposes
        self.termination = termination
        self.terminatedAt = terminatedAt
    }
}

extension Restriction: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.word(kind)
        writer.identifier(patient)
        writer.optional(notes) { $0.notes($1) }
        writer.words(blocksRoles)
        writer.words(blocksPurposes)
        writer.optional(termination) { $0.word($1) }
        writer.optional(terminatedAt) { $0.instant($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        kind = try reader.word()
        patient = try reader.identifier()
        notes = try reader.optional { (reader) throws(MalformedBytes) in try reader.notes() }
        blocksRoles = try reader.words()
        blocksPurposes = try reader.words()
        termination = try reader.optional { (reader) throws(MalformedBytes) in try reader.word() }
        terminatedAt = try reader.optional { (reader) throws(MalformedBytes) in try reader.instant() }
    }
}
