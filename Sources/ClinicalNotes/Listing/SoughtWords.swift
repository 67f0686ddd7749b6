internal import ClinicalNotesModel

/// Words that are looked for in opened text, without copying the text.
struct SoughtWords {
    private let scalars: [Unicode.Scalar]
    /// For each place how far a mismatch falls back: the longest beginning of the words that ends there too.
    private let fallback: [Int]

    init(_ words: String) {
        var folded = Folding()
        var scalars: [Unicode.Scalar] = []
        for scalar in words.unicodeScalars { folded.fold(scalar) { scalars.append($0) } }
        while scalars.last == " " { scalars.removeLast() }
        var fallback = [0]
        var matched = 0
        for place in scalars.indices.dropFirst() {
            while matched > 0, scalars[place] != scalars[matched] { matched = fallback[matched - 1] }
            if scalars[place] == scalars[matched] { matched += 1 }
            fallback.append(matched)
        }
        self.scalars = scalars
        self.fallback = fallback
    }

    /// Whether a field that is UTF-8 text holds the words.
    func occur(in field: SensitiveBytes) -> Bool {
        guard !scalars.isEmpty else { return false }
        return field.withUTF8 { text in
            var folding = Folding()
            var matched = 0
            var isFound = false
            var rest = text.makeUnicodeScalarIterator()
            while !isFound, let scalar = rest.next() {
                folding.fold(scalar) { folded in
                    guard !isFound else { return }
                    while matched > 0, folded != scalars[matched] { matched = fallback[matched - 1] }
                    if folded == scalars[matched] { matched += 1 }
                    isFound = matched == scalars.count
                }
            }
            return isFound
        } ?? false
    }

    /// Lower case, and one space for as much white space as there is; none at the beginning.
    private struct Folding {
        private var follows = false

        mutating func fold(_ scalar: Unicode.Scalar, _ take: (Unicode.Scalar) -> Void) {
            if scalar.properties.isWhitespace {
                if follows { take(" ") }
                follows = false
            } else {
                for lower in scalar.properties.lowercaseMapping.unicodeScalars { take(lower) }
                follows = true
            }
        }
    }
}
