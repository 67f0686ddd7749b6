/// Takes HTML or the narrative of a C-CDA apart into text, tags and character references.
///
/// Follows HTML5 where a browser drops nothing. Where it does, this keeps the words: a tag that never ends and a tag of
/// no known name that nothing closes, as in `K <lower limit`, are text, and so is a CDATA section.
struct HTMLTokenizer {
    /// What stands at one place of the page.
    enum Token {
        /// One byte of text.
        case byte(UInt8)
        /// The text that a character reference stands for.
        case reference(String)
        /// A start tag.
        case start(HTMLTag)
        /// An end tag, by its name.
        case end(String)
    }

    private let bytes: [UInt8]
    private var position = 0
    /// The element whose content is text up to its end tag, and whether character references count in it.
    private var rawText: (name: [UInt8], hasReferences: Bool)?
    /// Up to where everything is text, and where to go on: a CDATA section, or what only looks like a tag.
    private var literal: (end: Int, next: Int)?
    /// Once a tag has no end, no later one can be told to have one, and all the rest is text.
    private var isPlain = false
    /// Whether a comment has no end, so that what follows it is not read.
    private(set) var hasOpenComment = false
    /// For each name of an end tag, where the last one begins.
    private let lastEnds: [String: Int]
    private let knownNames: Set<String>

    init(_ bytes: [UInt8], knownNames: Set<String>) {
        self.bytes = bytes
        self.knownNames = knownNames
        lastEnds = HTMLTokenizer.lastEnds(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next token, or `nil` at the end.
    mutating func next() -> Token? {
        while let byte = byte(at: position) {
            if let literal {
                if position < literal.end { return text(byte) }
                self.literal = nil
                position = literal.next
                continue
            }
            if let rawText {
                if byte == UInt8(ascii: "<"), isEndTag(of: rawText.name, at: position) {
                    self.rawText = nil
                } else if byte == UInt8(ascii: "&") && rawText.hasReferences {
                    return characterReference()
                } else {
                    return text(byte)
                }
            }
            switch byte {
            case UInt8(ascii: "&"): return characterReference()
            case UInt8(ascii: "<") where !isPlain: if let token = markup() { return token }
            default: return text(byte)
            }
        }
        return nil
    }

    /// Takes what follows as text, up to the end tag of an element.
    mutating func readText(of name: String, hasReferences: Bool) {
        rawText = (Array(name.utf8), hasReferences)
    }

    /// Takes everything that follows as text.
    mutating func readPlainText() { isPlain = true }

    /// Passes over what stands before the end tag of an element; without one, nothing.
    ///
    /// - Returns: Whether there is one.
    mutating func skipContent(of name: String) -> Bool {
        guard let last = lastEnds[name], last >= position else { return false }
        let wanted = Array(name.utf8)
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<"), isEndTag(of: wanted, at: position) { break }
            position += 1
        }
        return true
    }

    /// Whether a page holds a script, by an element, an attribute or an address.
    static func acts(_ page: String) -> Bool {
        var tokens = HTMLTokenizer(Array(page.utf8), knownNames: ["script"])
        while let token = tokens.next() {
            guard case .start(let tag) = token else { continue }
            if tag.name == "script" || tag.acts { return true }
        }
        return false
    }

    // MARK: Markup

    private func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func text(_ byte: UInt8) -> Token {
        position += 1
        return .byte(byte)
    }

    private mutating func markup() -> Token? {
        switch byte(at: position + 1) {
        case UInt8(ascii: "!"):
            if bytes[position...].starts(with: Array("<![CDATA[".utf8)) {
                position += 9
                let end = endOfSection()
                literal = (end, min(end + 3, bytes.count))
            } else if bytes[position...].starts(with: Array("<!--".utf8)) {
                skipComment()
            } else {
                skipPastTagEnd()
            }
            return nil
        case UInt8(ascii: "?"):
            skipPastTagEnd()
            return nil
        case UInt8(ascii: "/"):
            guard let next = byte(at: position + 2), HTMLTokenizer.isLetter(next) else {
                skipPastTagEnd()
                return nil
            }
            return tag(at: position + 2).map { .end($0.name) } ?? plainText()
        case let next? where HTMLTokenizer.isLetter(next):
            let start = position
            guard let tag = tag(at: position + 1) else { return plainText() }
            let isKnown =
                knownNames.contains(tag.name) || lastEnds[tag.name] != nil || tag.isSelfClosing
                || tag.name.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") }
            if isKnown { return .start(tag) }
            literal = (position, position)
            position = start
            return nil
        default: return text(UInt8(ascii: "<"))
        }
    }

    private mutating func plainText() -> Token {
        isPlain = true
        return text(bytes[position])
    }

    /// Reads a tag from its name on, and moves behind it; `nil` if it does not end.
    private mutating func tag(at start: Int) -> HTMLTag? {
        var end = start
        while let byte = byte(at: end), !HTMLTokenizer.endsName(byte) { end += 1 }
        let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        var attributes: [String: Range<Int>] = [:]
        var place = end
        while let byte = byte(at: place) {
            if byte == UInt8(ascii: ">") {
                let isSelfClosing = bytes[place - 1] == UInt8(ascii: "/")
                position = place + 1
                return HTMLTag(name, attributes, of: bytes, isSelfClosing: isSelfClosing)
            }
            if HTMLTokenizer.isSpace(byte) || byte == UInt8(ascii: "/") {
                place += 1
                continue
            }
            guard let (name, value, next) = attribute(at: place) else { return nil }
            if attributes[name] == nil { attributes[name] = value }
            place = next
        }
        return nil
    }

    private func attribute(at start: Int) -> (name: String, value: Range<Int>, next: Int)? {
        var end = start
        while let byte = byte(at: end), !HTMLTokenizer.endsName(byte),
            byte != UInt8(ascii: "=") || end == start
        {
            end += 1
        }
        let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        var place = end
        while let byte = byte(at: place), HTMLTokenizer.isSpace(byte) { place += 1 }
        guard byte(at: place) == UInt8(ascii: "=") else { return (name, end..<end, max(end, start + 1)) }
        place += 1
        while let byte = byte(at: place), HTMLTokenizer.isSpace(byte) { place += 1 }
        guard let quote = byte(at: place) else { return nil }
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let first = place + 1
            guard let last = bytes[first...].firstIndex(of: quote) else { return nil }
            return (name, first..<last, last + 1)
        }
        let first = place
        while let byte = byte(at: place), !HTMLTokenizer.isSpace(byte), byte != UInt8(ascii: ">") {
            place += 1
        }
        return (name, first..<place, place)
    }

    private mutating func skipPastTagEnd() {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")) else {
            isPlain = true
            return
        }
        position = end + 1
    }

    private mutating func skipComment() {
        position += 4
        // A comment may end before it began: `<!-->` and `<!--->`.
        if byte(at: position) == UInt8(ascii: ">") {
            position += 1
            return
        }
        if byte(at: position) == UInt8(ascii: "-"), byte(at: position + 1) == UInt8(ascii: ">") {
            position += 2
            return
        }
        var dashes = 0
        while let byte = byte(at: position) {
            position += 1
            if byte == UInt8(ascii: ">") && dashes >= 2 { return }
            // `--!>` ends a comment as well.
            if byte == UInt8(ascii: "!") && dashes >= 2 && self.byte(at: position) == UInt8(ascii: ">") {
                position += 1
                return
            }
            dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
        }
        hasOpenComment = true
    }

    private func endOfSection() -> Int {
        var place = position
        while place + 2 < bytes.count {
            if bytes[place] == UInt8(ascii: "]"), bytes[place + 1] == UInt8(ascii: "]"),
                bytes[place + 2] == UInt8(ascii: ">")
            {
                return place
            }
            place += 1
        }
        return bytes.count
    }

    private func isEndTag(of name: [UInt8], at start: Int) -> Bool {
        let end = start + 2 + name.count
        return byte(at: start + 1) == UInt8(ascii: "/") && end <= bytes.count
            && bytes[(start + 2)..<end].elementsEqual(name) { HTMLTokenizer.lower($0) == $1 }
            && byte(at: end).map(HTMLTokenizer.endsName) != false
    }

    private static func lastEnds(_ bytes: [UInt8]) -> [String: Int] {
        var ends: [String: Int] = [:]
        var position = 0
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = start + 1
            guard position < bytes.count, bytes[position] == UInt8(ascii: "/") else { continue }
            let name = bytes[(position + 1)...].prefix { !endsName($0) && $0 != UInt8(ascii: "<") }
            ends[String(decoding: name, as: UTF8.self).lowercased()] = start
            position += name.count
        }
        return ends
    }

    // MARK: Character references

    private mutating func characterReference() -> Token {
        let start = position + 1
        var end = start
        while end < bytes.count, end - start < 32, HTMLTokenizer.isReferenceByte(bytes[end]) { end += 1 }
        let name = bytes[start..<end]
        let isClosed = byte(at: end) == UInt8(ascii: ";")
        guard let found = HTMLCharacterReferences.text(named: name, isClosed: isClosed) else {
            return text(UInt8(ascii: "&"))
        }
        position = start + found.count
        if isClosed && position == end { position += 1 }
        return .reference(found.text)
    }

    // MARK: Bytes

    private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(lower(byte)) }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    private static func isReferenceByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "#")
    }
}

/// A start tag, with its attributes as they stand in the page.
struct HTMLTag {
    /// The name in lower case.
    let name: String
    let isSelfClosing: Bool
    private let attributes: [String: Range<Int>]
    private let bytes: [UInt8]

    init(_ name: String, _ attributes: [String: Range<Int>], of bytes: [UInt8], isSelfClosing: Bool) {
        self.name = name
        self.attributes = attributes
        self.bytes = bytes
        self.isSelfClosing = isSelfClosing
    }

    /// The value of an attribute; empty if it has none, `nil` if it is not there.
    subscript(name: String) -> String? {
        guard let range = attributes[name] else { return nil }
        return HTMLCharacterReferences.resolved(bytes[range])
    }

    func has(_ name: String) -> Bool { attributes[name] != nil }

    /// Whether an attribute is a script.
    var acts: Bool {
        attributes.keys.contains { name in
            if name.hasPrefix("on") { return true }
            guard ["href", "src", "action", "formaction", "xlink:href"].contains(name) else { return false }
            let letters = (self[name] ?? "").lowercased().filter { !$0.isWhitespace }
            return letters.hasPrefix("javascript:") || letters.hasPrefix("vbscript:")
        }
    }
}
