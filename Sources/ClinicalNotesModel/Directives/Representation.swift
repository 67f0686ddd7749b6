/// Somebody lawfully makes a patient's health care decisions, 45 CFR 164.502(g).
public struct Representation: Hashable, Sendable {
    /// By what authority.
    public enum Basis: String, CaseIterable, Hashable, Sendable, Codable {
        /// Empowered by law for an adult or emancipated minor, (g)(2).
        case adult
        /// Parent, guardian or other in a parent's place, (g)(3).
        case parent
        /// Executor, administrator or other for the deceased, (g)(4).
        case estate
    }

    /// The patient.
    public let patient: PatientID
    /// Who represents.
    public let representative: PrincipalID
    /// By what authority.
    public let basis: Basis
    /// From when.
    public let from: Instant
    /// Until when, or `nil` for no end; a parent's ends when the patient turns 18 without being written here.
    public var until: Instant?
    /// The holder's election not to recognize the representative, (g)(5), if one was made.
    public var nonRecognition: NonRecognition?

    /// Records a representation.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - representative: Who represents.
    ///   - basis: By what authority.
    ///   - from: From when.
    ///   - until: Until when, or `nil` for no end.
    ///   - nonRecognition: The holder's election not to recognize the representative.
    public init(
        of patient: PatientID,
        by representative: PrincipalID,
        basis: Basis,
        from: Instant,
        until: Instant? = nil,
        nonRecognition: NonRecognition? = nil
    ) {
        self.patient = patient
        self.representative = representative
        self.basis = basis
        self.from = from
        self.until = until
        self.nonRecognition = nonRecognition
    }

    /// Whether the moment lies between its ends.
    package func isCurrent(at instant: Instant) -> Bool {
        instant >= from && until.map { instant < $0 } ?? true
    }
}

extension Representation: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.identifier(patient)
        writer.identifier(representative)
        writer.word(basis)
        writer.instant(from)
        writer.optional(until) { $0.instant($1) }
        writer.optional(nonRecognition) { $0.record($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        patient = try reader.identifier()
        representative = try reader.identifier()
        basis = try reader.word()
        from = try reader.instant()
        until = try reader.optional { (reader) throws(MalformedBytes) in try reader.instant() }
        nonRecognition = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
    }
}
