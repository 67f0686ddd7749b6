#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension ServerAnswer {
    /// A whole number that fits its type, or `corrupted`.
    func number<Number: FixedWidthInteger>(_ row: Int32, _ column: Int32) throws(StorageError) -> Number {
        let bytes = bytes(row, column)
        guard !bytes.isEmpty, let number = Number(exactly: Self.number(bytes[...])) else {
            throw StorageError(.corrupted)
        }
        return number
    }

    /// Sixteen bytes, or `corrupted`.
    func bytes16(_ row: Int32, _ column: Int32) throws(StorageError) -> Bytes16 {
        guard let value = Bytes16(bytes(row, column)) else { throw StorageError(.corrupted) }
        return value
    }

    /// An array of whole numbers; empty where there is none.
    func numbers(_ row: Int32, _ column: Int32) -> [Int64] {
        let bytes = bytes(row, column)
        // Dimensions, whether there are nulls, the type, and for the one dimension its size and lower bound.
        var place = 20
        var numbers: [Int64] = []
        while place + 4 <= bytes.count {
            let count = Int(Self.number(bytes[place..<place + 4]))
            place += 4
            guard count > 0, place + count <= bytes.count else { break }
            numbers.append(Self.number(bytes[place..<place + count]))
            place += count
        }
        return numbers
    }

    func text(_ row: Int32, _ column: Int32) -> String { String(decoding: bytes(row, column), as: UTF8.self) }

    func isTrue(_ row: Int32, _ column: Int32) -> Bool { bytes(row, column) == [1] }

    /// A number in two's complement, big endian.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        let begin: Int64 = (bytes.first ?? 0) >= 128 ? -1 : 0
        return bytes.reduce(begin) { $0 << 8 | Int64($1) }
    }
}

extension Deadline {
    /// How long there is time, or `nil` for no limit.
    var millisecondsLeft: Int64? {
        guard let instant else { return nil }
        let left = (instant - ContinuousClock().now).components
        return max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000)
    }
}
#endif
