/// The words of a name as they are compared: in lower case, Latin letters without their diacritics.
struct NameWords {
    private static let letterNames = ["LATIN SMALL LETTER ", "LATIN SMALL LIGATURE "]
    /// Letters whose own names are longer than what is written for them.
    private static let spelled = ["SHARP S": "ss", "DOTLESS I": "i", "ETH": "d", "THORN": "th"]

    private let words: [String]

    init(_ name: String) {
        var words: [String] = []
        var word = ""
        for scalar in name.unicodeScalars where !Self.isLeftOut(scalar) {
            guard Self.isPartOfWord(scalar) else {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            for lower in scalar.properties.lowercaseMapping.unicodeScalars where !Self.isLeftOut(lower) {
                word += Self.plain(lower)
            }
        }
        if !word.isEmpty { words.append(word) }
        self.words = words
    }

    /// Whether each name has a word that the other one has not.
    ///
    /// An initial stands for a word where two whole words agree besides.
    func contradict(_ other: NameWords) -> Bool {
        // Some scripts put no space between the parts of a name.
        guard words.joined() != other.words.joined() else { return false }
        var own = words
        var others = other.words
        let agreeing = Self.strike(&own, &others, where: ==)
        if agreeing >= 2 {
            _ = Self.strike(&own, &others) { left, right in
                min(left.count, right.count) == 1 && left.first == right.first
            }
        }
        return !own.isEmpty && !others.isEmpty
    }

    /// Takes out words that agree, each once, and tells how many there were.
    private static func strike(
        _ own: inout [String],
        _ others: inout [String],
        where agree: (String, String) -> Bool
    ) -> Int {
        let count = own.count
        own = own.filter { word in
            guard let place = others.firstIndex(where: { agree(word, $0) }) else { return true }
            others.remove(at: place)
            return false
        }
        return count - own.count
    }

    /// Combining diacritics, and apostrophes, which some write and others do not.
    private static func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0300...0x036F, 0x27, 0x60, 0xB4, 0x02BC, 0x2018, 0x2019: true
        default: false
        }
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber:
            true
        default: false
        }
    }

    /// A letter without what stands over, under or through it.
    private static func plain(_ scalar: Unicode.Scalar) -> String {
        guard !scalar.isASCII, let name = scalar.properties.name,
            let prefix = letterNames.first(where: name.hasPrefix)
        else { return String(scalar) }
        let words = name.dropFirst(prefix.count).split(separator: " ")
        let letter = words.prefix { $0 != "WITH" }.joined(separator: " ")
        return spelled[letter] ?? (letter.count <= 2 ? letter.lowercased() : String(scalar))
    }
}
