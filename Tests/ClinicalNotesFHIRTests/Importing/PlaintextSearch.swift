import ClinicalNotes

/// Looks for the beginnings of sentences among stored bytes.
struct PlaintextSearch {
    private static let width = 8
    private var beginnings: Set<UInt64> = []

    var count: Int { beginnings.count }

    /// Takes the sentences and lines of a text.
    mutating func add(_ text: String) {
        for sentence in text.split(whereSeparator: { "\n.:".contains($0) }) {
            let bytes = Array(sentence.utf8.drop { $0 == 32 })
            if bytes.count >= Self.width { beginnings.insert(Self.word(bytes[..<Self.width])) }
        }
    }

    /// How many of the sentences begin somewhere in the values.
    func found(in records: [StoredRecord]) -> Int {
        var found: Set<UInt64> = []
        for record in records {
            var window: UInt64 = 0
            for (index, byte) in record.value.joined.enumerated() {
                window = window << 8 | UInt64(byte)
                if index >= Self.width - 1, beginnings.contains(window) { found.insert(window) }
            }
        }
        return found.count
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
