/// Looks for words in raw bytes: what was sealed must not be found there.
struct Canaries {
    /// A shorter sentence may stand somewhere by chance.
    static let shortestSentence = 20
    /// A shorter name may, too.
    static let shortestName = 8

    /// What is looked for, in UTF-8.
    private(set) var sought: Set<[UInt8]> = []

    /// Looks for every sentence of the texts, and for the names.
    init(sentencesOf texts: [String], names: [String]) {
        for text in texts { insert(sentencesOf: text) }
        for name in names { insert(name: name) }
    }

    private mutating func insert(sentencesOf text: String) {
        for sentence in text.split(whereSeparator: { ".!?;\n\r\t".contains($0) }) {
            let bytes = Array(sentence.drop { $0 == " " }.utf8)
            if bytes.count >= Self.shortestSentence { sought.insert(bytes) }
        }
    }

    private mutating func insert(name: String) {
        if name.utf8.count >= Self.shortestName { sought.insert(Array(name.utf8)) }
    }

    /// How many of them the bytes hold.
    ///
    /// One pass: each place is compared only with those that begin with its first four bytes.
    func found(in bytes: [UInt8]) -> Int {
        let byBeginning = Dictionary(grouping: sought) { Self.beginning($0, 0) }
        guard bytes.count >= Self.fewest else { return 0 }
        var found: Set<[UInt8]> = []
        var window = Self.beginning(bytes, 0)
        for place in 0...(bytes.count - Self.fewest) {
            if place > 0 { window = window << 8 | UInt32(bytes[place + Self.fewest - 1]) }
            guard let candidates = byBeginning[window] else { continue }
            for candidate in candidates where bytes[place...].starts(with: candidate) {
                found.insert(candidate)
            }
        }
        return found.count
    }

    private static let fewest = 4

    private static func beginning(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        bytes[place..<(place + fewest)].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
