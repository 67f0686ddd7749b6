/// A directive was taken back, 45 CFR 164.508(b)(5) and 42 CFR 2.31(a)(6).
public struct Revocation: Hashable, Sendable {
    /// When it became known to the holder.
    public let at: Instant
    /// Whether it was in writing; an oral one is honored, because a directive permits and never compels.
    public let inWriting: Bool
    /// Who put it on record.
    public let recordedBy: PrincipalID

    /// Records a revocation.
    ///
    /// - Parameters:
    ///   - at: When it became known to the holder.
    ///   - inWriting: Whether it was in writing.
    ///   - recordedBy: Who put it on record.
    public init(at: Instant, inWriting: Bool, recordedBy: PrincipalID) {
        self.at = at
        self.inWriting = inWriting
        self.recordedBy = recordedBy
    }
}

extension Revocation: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.instant(at)
        writer.flag(inWriting)
        writer.identifier(recordedBy)
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        at = try reader.instant()
        inWriting = try reader.flag()
        recordedBy = try reader.identifier()
    }
}
