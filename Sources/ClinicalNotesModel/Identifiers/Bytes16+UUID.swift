public import FoundationEssentials

extension Bytes16 {
    /// The bytes of a UUID (RFC 9562), such as an identifier that the host's own database drew.
    ///
    /// An identifier that names a person or a record is to be random: version 4.
    public init(_ id: UUID) {
        let bytes = id.uuid
        func word(_ bytes: UInt8...) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(
            high: word(bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5, bytes.6, bytes.7),
            low: word(bytes.8, bytes.9, bytes.10, bytes.11, bytes.12, bytes.13, bytes.14, bytes.15)
        )
    }
}

extension UUID {
    /// The UUID of these bytes, whatever version they claim to be.
    public init(_ bytes: Bytes16) {
        func byte(_ index: Int) -> UInt8 {
            let word = index < 8 ? bytes.high : bytes.low
            return UInt8(truncatingIfNeeded: word >> UInt64(56 - index % 8 * 8))
        }
        self.init(
            uuid: (
                byte(0), byte(1), byte(2), byte(3), byte(4), byte(5), byte(6), byte(7),
                byte(8), byte(9), byte(10), byte(11), byte(12), byte(13), byte(14), byte(15)
            )
        )
    }
}
