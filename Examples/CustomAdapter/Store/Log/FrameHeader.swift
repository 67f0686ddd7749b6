internal import ClinicalNotesModel

/// What stands before the content of each frame: its number, its length, and the checksums of both.
///
/// The header's own checksum begins with the log's id, so that no bytes of another log, or of a value, pass for a header.
struct FrameHeader {
    static let count = 24

    /// Frames of a log count from 0.
    let sequence: UInt64
    let length: Int
    let checksum: UInt32

    init(sequence: UInt64, length: Int, checksum: UInt32) {
        self.sequence = sequence
        self.length = length
        self.checksum = checksum
    }

    // WritingAStore: begin header
    /// Reads a header, or `nil` if these bytes are none of this log.
    init?(_ bytes: [UInt8], in log: Bytes16) {
        var reader = ByteReader(bytes)
        guard let sequence: UInt64 = try? reader.number(), let length: UInt64 = try? reader.number(),
            let checksum: UInt32 = try? reader.number(), let own: UInt32 = try? reader.number(),
            let length = Int(exactly: length), length <= Int.max / 2
        else { return nil }
        self.init(sequence: sequence, length: length, checksum: checksum)
        guard own == Self.checksum(of: unsealed, in: log) else { return nil }
    }

    func bytes(in log: Bytes16) -> [UInt8] {
        var bytes = unsealed
        bytes.append(number: Self.checksum(of: bytes, in: log))
        return bytes
    }
    // WritingAStore: end header

    private var unsealed: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.count)
        bytes.append(number: sequence)
        bytes.append(number: UInt64(length))
        bytes.append(number: checksum)
        return bytes
    }

    private static func checksum(of bytes: [UInt8], in log: Bytes16) -> UInt32 {
        var checksum = Checksum()
        checksum.add(log.bytes)
        checksum.add(bytes)
        return checksum.value
    }
}
