/// Reads gzip (RFC 1952) and the deflated data in it (RFC 1951).
struct Gzip {
    /// Whether bytes begin like gzip.
    static func isGzip(_ bytes: Span<UInt8>) -> Bool {
        bytes.count > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
    }

    /// The bytes that were compressed; `nil` if they are damaged, or more than `limit`.
    static func decompressed(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        guard let start = headerEnd(bytes) else { return nil }
        var inflater = Inflater(bytes, from: start, limit: limit)
        guard let output = inflater.run(), inflater.bytePosition + 8 <= bytes.count else { return nil }
        let trailer = bytes[inflater.bytePosition..<(inflater.bytePosition + 8)]
        let words = [trailer.prefix(4), trailer.suffix(4)].map { word in
            word.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        guard words[1] == UInt32(truncatingIfNeeded: output.count), words[0] == checksum(output) else {
            return nil
        }
        return output
    }

    private static func headerEnd(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 18, bytes[0] == 0x1F, bytes[1] == 0x8B, bytes[2] == 8 else { return nil }
        let flags = bytes[3]
        var place = 10
        if flags & 4 != 0 {
            place += 2 + Int(bytes[10]) + Int(bytes[11]) << 8
        }
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard place < bytes.count, let end = bytes[place...].firstIndex(of: 0) else { return nil }
            place = end + 1
        }
        if flags & 2 != 0 { place += 2 }
        return place < bytes.count ? place : nil
    }

    private static let checksums: [UInt32] = (0..<256).map { value in
        (0..<8).reduce(UInt32(value)) { word, _ in word & 1 == 0 ? word >> 1 : word >> 1 ^ 0xEDB8_8320 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { word, byte in
            word >> 8 ^ checksums[Int(UInt8(truncatingIfNeeded: word) ^ byte)]
        }
    }
}

/// Expands deflated data.
private struct Inflater {
    /// The codes of one alphabet: how many there are of each length, and the symbols in their order.
    struct Codes {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int] = []

        init(_ lengths: ArraySlice<Int>) {
            for length in lengths { counts[length] += 1 }
            counts[0] = 0
            for length in 1...15 {
                for (symbol, own) in lengths.enumerated() where own == length { symbols.append(symbol) }
            }
        }
    }

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163,
        195,
        227, 258,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
        4097, 6145, 8193, 12289, 16385, 24577,
    ]
    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let fixedLengths = Codes(
        ((0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })[...]
    )
    private static let fixedDistances = Codes([Int](repeating: 5, count: 30)[...])

    private let bytes: [UInt8]
    private let limit: Int
    private var position: Int
    private var bit = 0
    private var output: [UInt8] = []

    init(_ bytes: [UInt8], from start: Int, limit: Int) {
        self.bytes = bytes
        self.limit = limit
        position = start
    }

    /// Where the next whole byte stands.
    var bytePosition: Int { bit == 0 ? position : position + 1 }

    mutating func run() -> [UInt8]? {
        var isLast = false
        while !isLast {
            guard let last = bits(1), let kind = bits(2) else { return nil }
            isLast = last == 1
            let isRead =
                switch kind {
                case 0: stored()
                case 1: block(Inflater.fixedLengths, Inflater.fixedDistances)
                case 2: dynamic()
                default: false
                }
            guard isRead else { return nil }
        }
        return output
    }

    private mutating func bits(_ count: Int) -> Int? {
        var value = 0
        for place in 0..<count {
            guard position < bytes.count else { return nil }
            value |= Int(bytes[position] >> UInt8(bit) & 1) << place
            bit += 1
            if bit == 8 {
                bit = 0
                position += 1
            }
        }
        return value
    }

    private mutating func symbol(_ codes: Codes) -> Int? {
        var code = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            guard let next = bits(1) else { return nil }
            code |= next
            let count = codes.counts[length]
            if code - count < first { return codes.symbols[index + code - first] }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        return nil
    }

    private mutating func stored() -> Bool {
        position = bytePosition
        bit = 0
        guard let low = bits(16), let complement = bits(16), low ^ complement == 0xFFFF,
            position + low <= bytes.count, output.count + low <= limit
        else { return false }
        output += bytes[position..<(position + low)]
        position += low
        return true
    }

    private mutating func dynamic() -> Bool {
        guard let lengths = bits(5), let distances = bits(5), let count = bits(4) else { return false }
        var codeLengths = [Int](repeating: 0, count: 19)
        for place in 0..<(count + 4) {
            guard let length = bits(3) else { return false }
            codeLengths[Inflater.order[place]] = length
        }
        guard let codes = Inflater.complete(codeLengths[...]) else { return false }
        let total = lengths + 257 + distances + 1
        var all: [Int] = []
        while all.count < total {
            guard let symbol = symbol(codes) else { return false }
            switch symbol {
            case ..<16: all.append(symbol)
            case 16:
                guard let last = all.last, let more = bits(2) else { return false }
                all += repeatElement(last, count: more + 3)
            default:
                guard let more = bits(symbol == 17 ? 3 : 7) else { return false }
                all += repeatElement(0, count: more + (symbol == 17 ? 3 : 11))
            }
        }
        guard all.count == total, let literal = Inflater.complete(all[..<(lengths + 257)]),
            let distance = Inflater.complete(all[(lengths + 257)...])
        else { return false }
        return block(literal, distance)
    }

    /// Codes that are not said twice; that some are missing shows when one of them is used.
    private static func complete(_ lengths: ArraySlice<Int>) -> Codes? {
        let codes = Codes(lengths)
        var left = 1
        for length in 1...15 {
            left = left << 1 - codes.counts[length]
            guard left >= 0 else { return nil }
        }
        return codes
    }

    private mutating func block(_ lengths: Codes, _ distances: Codes) -> Bool {
        while let symbol = symbol(lengths) {
            if symbol == 256 { return true }
            guard output.count < limit else { return false }
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            let place = symbol - 257
            guard place < Inflater.lengthBases.count else { return false }
            let extra = place < 8 || place == 28 ? 0 : (place - 4) / 4
            guard let more = bits(extra), let code = self.symbol(distances),
                code < Inflater.distanceBases.count,
                let further = bits(code < 4 ? 0 : (code - 2) / 2)
            else { return false }
            let length = Inflater.lengthBases[place] + more
            let start = output.count - Inflater.distanceBases[code] - further
            guard start >= 0, output.count + length <= limit else { return false }
            for offset in 0..<length { output.append(output[start + offset]) }
        }
        return false
    }
}
