internal import CZlib

/// Reads gzip (RFC 1952).
struct Gzip {
    private static let pieceSize = 64 << 10

    /// Whether bytes begin like gzip.
    static func isGzip(_ bytes: Span<UInt8>) -> Bool {
        bytes.count > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
    }

    /// The bytes that were compressed, of all members; `nil` if they are damaged, or more than `limit`.
    static func decompressed(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        guard let count = UInt32(exactly: bytes.count) else { return nil }
        var stream = unsafe z_stream()
        // Zlib's sign for gzip and nothing else.
        let window = MAX_WBITS + 16
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(&stream, window, ZLIB_VERSION, size) == Z_OK else { return nil }
        defer { _ = unsafe inflateEnd(&stream) }
        return unsafe bytes.withUnsafeBufferPointer { input in
            unsafe stream.next_in = input.baseAddress
            unsafe stream.avail_in = count
            var output: [UInt8] = []
            while true {
                guard let (status, piece) = unsafe nextPiece(&stream, atMost: limit - output.count) else {
                    return nil
                }
                output += piece
                switch status {
                case Z_OK: continue
                case Z_STREAM_END:
                    guard unsafe isMemberNext(stream) else { return output }
                    guard unsafe inflateReset(&stream) == Z_OK else { return nil }
                default: return nil
                }
            }
        }
    }

    /// Expands some bytes; `nil` if more come than may.
    private static func nextPiece(
        _ stream: inout z_stream,
        atMost limit: Int
    ) -> (status: Int32, bytes: [UInt8])? {
        // One byte more than may come shows that there are more.
        let room = min(pieceSize, limit + 1)
        var status = Z_OK
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, used in
            unsafe stream.next_out = buffer.baseAddress
            unsafe stream.avail_out = UInt32(room)
            status = unsafe inflate(&stream, Z_NO_FLUSH)
            used = unsafe room - Int(stream.avail_out)
        }
        return piece.count <= limit ? (status, piece) : nil
    }

    /// Whether another member follows; what else stands behind the last, such as padding, is no part of the data.
    private static func isMemberNext(_ stream: z_stream) -> Bool {
        guard let next = unsafe stream.next_in else { return false }
        return unsafe stream.avail_in > 2 && next[0] == 0x1F && next[1] == 0x8B
    }
}
