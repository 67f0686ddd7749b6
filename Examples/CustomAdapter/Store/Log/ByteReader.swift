internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Reads what was written with `append(number:)`.
struct ByteReader {
    private let bytes: [UInt8]
    private(set) var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func number<Number: FixedWidthInteger>() throws(StorageError) -> Number {
        let start = offset
        try skip(Number.bitWidth / 8)
        var number: Number = 0
        for place in start..<offset { number = number << 8 | Number(truncatingIfNeeded: bytes[place]) }
        return number
    }

    mutating func id() throws(StorageError) -> Bytes16 {
        Bytes16(high: try number(), low: try number())
    }

    mutating func skip(_ count: Int) throws(StorageError) {
        guard count >= 0, count <= bytes.count - offset else { throw StorageError(.corrupted) }
        offset += count
    }
}

extension [UInt8] {
    /// Adds a number, big endian.
    mutating func append<Number: FixedWidthInteger>(number: Number) {
        for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    mutating func append(_ id: Bytes16) {
        append(number: id.high)
        append(number: id.low)
    }
}
