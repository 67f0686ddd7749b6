internal import ClinicalNotesModel

/// Thirty-two public bytes, held as four little-endian words so that comparing and hashing cost nothing.
struct Words32: Hashable, Comparable, Sendable {
    let first: UInt64
    let second: UInt64
    let third: UInt64
    let fourth: UInt64

    static let zero = Words32(first: 0, second: 0, third: 0, fourth: 0)

    init(first: UInt64, second: UInt64, third: UInt64, fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    init?(_ bytes: some Collection<UInt8>) {
        var reader = ByteReader(bytes)
        do throws(MalformedBytes) {
            self = try Words32(from: &reader)
            try reader.finish()
        } catch {
            return nil
        }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        first = try reader.integer()
        second = try reader.integer()
        third = try reader.integer()
        fourth = try reader.integer()
    }

    func encode(into writer: inout ByteWriter) {
        writer.integer(first)
        writer.integer(second)
        writer.integer(third)
        writer.integer(fourth)
    }

    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 32)
        encode(into: &writer)
        return writer.bytes
    }

    /// The first sixteen bytes.
    var firstHalf: Bytes16 { Bytes16(high: first.byteSwapped, low: second.byteSwapped) }

    var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    static func < (left: Words32, right: Words32) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
