public import ClinicalNotesModel

/// The accounting of disclosures that a patient asked for, 45 CFR 164.528.
public struct Accounting: Hashable, Codable, Sendable, Identifiable {
    /// Names the accounting; it is kept in the patient's record, (d)(2).
    public let id: RecordID
    /// When it was asked for.
    public let receivedAt: Instant
    /// When it is due: 60 days, once extended by 30 with written reasons, (c)(1).
    public let due: Instant
    /// The disclosures of the six years before, the oldest first.
    public let disclosures: [Disclosure]
    /// Whether the whole audit log could be read; else a disclosure may be missing here, and ``NoteVault/verify(by:goingOnFrom:telling:)`` tells
    /// what was damaged.
    public let isComplete: Bool
}

extension Accounting {
    private static let version: UInt8 = 1

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 64 + 128 * disclosures.count)
        writer.integer(Self.version)
        writer.identifier(id)
        writer.instant(receivedAt)
        writer.instant(due)
        writer.list(disclosures) { $1.encode(into: &$0) }
        writer.flag(isComplete)
        return writer.bytes
    }

    init(decoding bytes: some Collection<UInt8>) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        id = try reader.identifier()
        receivedAt = try reader.instant()
        due = try reader.instant()
        disclosures = try reader.list { reader throws(MalformedBytes) in try Disclosure(from: &reader) }
        isComplete = try reader.flag()
        try reader.finish()
    }
}
