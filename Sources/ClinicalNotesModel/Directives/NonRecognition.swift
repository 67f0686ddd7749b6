/// The holder elects not to treat somebody as the patient's representative, 45 CFR 164.502(g)(5).
///
/// Both parts are needed: a reasonable belief, and a professional's decision.
public struct NonRecognition: Hashable, Sendable {
    /// Whether abuse, neglect or endangerment is reasonably believed, (g)(5)(i).
    public let believedEndangered: Bool
    /// Whether a professional decided that recognition is not in the patient's best interest, (g)(5)(ii).
    public let notInBestInterest: Bool
    /// Who decided.
    public let by: PrincipalID
    /// When.
    public let at: Instant

    /// Records an election.
    ///
    /// - Parameters:
    ///   - believedEndangered: Whether abuse, neglect or endangerment is reasonably believed.
    ///   - notInBestInterest: Whether a professional decided that recognition is not in the patient's interest.
    ///   - by: Who decided.
    ///   - at: When.
    public init(believedEndangered: Bool, notInBestInterest: Bool, by: PrincipalID, at: Instant) {
        self.believedEndangered = believedEndangered
        self.notInBestInterest = notInBestInterest
        self.by = by
        self.at = at
    }

    /// Whether both parts are recorded.
    public var isComplete: Bool { believedEndangered && notInBestInterest }
}

extension NonRecognition: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.flag(believedEndangered)
        writer.flag(notInBestInterest)
        writer.identifier(by)
        writer.instant(at)
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        believedEndangered = try reader.flag()
        notInBestInterest = try reader.flag()
        by = try reader.identifier()
        at = try reader.instant()
    }
}
