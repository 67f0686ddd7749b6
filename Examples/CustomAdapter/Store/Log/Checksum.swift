internal import CChecksum

/// A CRC-32 of bytes, by zlib: tells damage, not malice.
struct Checksum {
    private(set) var value: UInt32 = 0

    static func of(_ bytes: [UInt8]) -> UInt32 {
        var checksum = Checksum()
        checksum.add(bytes)
        return checksum.value
    }

    mutating func add(_ bytes: [UInt8]) {
        // For no address zlib begins anew.
        guard !bytes.isEmpty else { return }
        value = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(value), buffer.baseAddress, buffer.count))
        }
    }
}
