/// A media type of RFC 2045, such as `text/plain; charset=utf-8`.
struct MediaType: Hashable, Sendable {
    /// Type and subtype in lower case.
    let name: String
    /// The charset in lower case, or `nil` if none is named.
    let charset: String?

    init?(_ text: String) {
        var parts = MediaType.parts(of: text.lowercased())[...]
        guard let name = parts.popFirst().map(MediaType.trimmed) else { return nil }
        let halves = name.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy(MediaType.isToken) else { return nil }
        var charset: String?
        for parameter in parts where !MediaType.trimmed(parameter).isEmpty {
            let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, MediaType.isToken(MediaType.trimmed(pair[0])) else { return nil }
            guard MediaType.trimmed(pair[0]) == "charset" else { continue }
            var value = MediaType.trimmed(pair[1])[...]
            if value.count >= 2, value.first == "\"", value.last == "\"" {
                value = value.dropFirst().dropLast()
            }
            // Two charsets would let two readers see two texts.
            guard charset == nil, MediaType.isToken(value) else { return nil }
            charset = String(value)
        }
        self.name = name
        self.charset = charset
    }

    /// What stands between semicolons, but for those in quotes.
    private static func parts(of text: String) -> [Substring] {
        var isQuoted = false
        return text.split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ";" && !isQuoted
        }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }

    private static func isToken(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...122).contains(byte) || "!#$&-^_.+".utf8.contains(byte)
            }
    }
}
