package import ClinicalNotesModel

/// The segments of one attachment: where each stands, and how it is sealed.
///
/// A segment is sealed by itself, to its attachment, to its number and to whether it is the last, so that none passes for
/// another one and an attachment that was cut short does not pass for a whole one.
package struct SegmentRun: Hashable, Sendable {
    /// How many bytes a segment has: exactly as many, but for the last, which has as many at the most.
    package static let segmentSize = 1 << 20
    /// How many segments an attachment has at the most, which makes 64 GiB.
    package static let maximumSegments = 1 << 16
    /// How many bytes an attachment has at the most.
    package static let maximumBytes = UInt64(segmentSize) * UInt64(maximumSegments)

    /// The practice.
    package let tenant: TenantID
    /// Whose record the attachment belongs to.
    package let owner: OwnerID
    /// The compartment of the note that it belongs to.
    package let compartment: CompartmentID
    /// The record of the first segment; those of the others differ in the number.
    package let first: RecordID

    /// Names the segments of an attachment.
    package init(tenant: TenantID, owner: OwnerID, compartment: CompartmentID, first: RecordID) {
        self.tenant = tenant
        self.owner = owner
        self.compartment = compartment
        self.first = first
    }

    /// How many segments so many bytes have: one at least.
    package static func count(of bytes: UInt64) -> UInt64 {
        let size = UInt64(segmentSize)
        return max(1, bytes / size + (bytes % size == 0 ? 0 : 1))
    }

    /// Seals a segment.
    ///
    /// - Parameters:
    ///   - text: The bytes; as many as a segment has.
    ///   - number: Which segment it is, from 0.
    ///   - isLast: Whether it is the last.
    ///   - key: The note's key.
    ///   - entropy: Where the nonce comes from.
    /// - Returns: An envelope; that of the last segment is padded to a bucket.
    /// - Throws: ``CryptoError`` `.malformed` for another number of bytes.
    package func seal(
        _ text: SensitiveBytes,
        as number: UInt32,
        isLast: Bool,
        under key: borrowing SecretKey,
        entropy: Entropy = .system
    ) throws(CryptoError) -> [UInt8] {
        try check(text, number, isLast)
        return try Envelope.seal(
            text,
            as: .segment,
            at: address(number, isLast: isLast),
            padding: isLast ? .bucket : .none,
            under: key,
            entropy: entropy
        )
    }

    /// Opens a segment into memory that is wiped after use.
    ///
    /// - Parameters:
    ///   - sealed: The envelope.
    ///   - number: Which segment it must be.
    ///   - isLast: Whether it must be the last.
    ///   - key: The note's key.
    /// - Returns: The bytes.
    /// - Throws: ``CryptoError`` `.malformed`, or `.cannotOpen` if it is anything else than that segment.
    package func open(
        _ sealed: [UInt8],
        as number: UInt32,
        isLast: Bool,
        under key: borrowing SecretKey
    ) throws(CryptoError) -> SensitiveBytes {
        let text = try Envelope.openSensitive(
            sealed,
            as: .segment,
            at: address(number, isLast: isLast),
            under: key
        )
        try check(text, number, isLast)
        return text
    }

    /// The place of a segment: its record tells the attachment and the number, its part is 1 for the last one.
    private func address(_ number: UInt32, isLast: Bool) -> Address {
        Address(
            tenant: tenant,
            owner: owner,
            compartment: compartment,
            record: first.segment(number),
            revision: 0,
            part: isLast ? 1 : 0,
            field: 0,
            schema: 0
        )
    }

    private func check(_ text: SensitiveBytes, _ number: UInt32, _ isLast: Bool) throws(CryptoError) {
        let fits = isLast ? text.count <= Self.segmentSize : text.count == Self.segmentSize
        guard fits, number < Self.maximumSegments else { throw CryptoError(.malformed) }
    }
}
