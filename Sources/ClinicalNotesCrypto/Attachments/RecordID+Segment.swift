package import ClinicalNotesModel

extension RecordID {
    /// The record of an attachment's first segment: twelve random bytes that all of its segments share, and the number 0.
    package static func firstSegment(_ entropy: Entropy) -> RecordID {
        RecordID(entropy.bytes16()).segment(0)
    }

    /// The record of another segment of the same attachment: the number stands in the last four bytes, big endian.
    package func segment(_ number: UInt32) -> RecordID {
        RecordID(Bytes16(high: bytes.high, low: bytes.low & ~UInt64(UInt32.max) | UInt64(number)))
    }

    /// Which segment of its attachment this is.
    package var segmentNumber: UInt32 { UInt32(truncatingIfNeeded: bytes.low) }
}
