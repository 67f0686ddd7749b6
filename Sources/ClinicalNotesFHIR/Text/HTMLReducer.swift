/// Reduces HTML to the words that a reader of the page sees.
///
/// No parser of a document: a scanner that knows text, tags, comments and the elements whose content is no
/// text. It never fails, takes time in proportion to the input, and its result has no markup: no `<` is
/// followed by a letter, `/`, `!` or `?`. What would be lost with the markup and changes the meaning is said
/// in words: struck-out text, raised digits, pictures.
struct HTMLReducer {
    /// Elements whose content is not shown, or is no text.
    private static let hidden: Set<String> = [
        "script", "style", "head", "title", "template", "noscript", "iframe", "noembed", "noframes", "xmp",
        "textarea", "select", "object", "svg", "math", "canvas", "audio", "video", "applet",
    ]
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir",
        "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html",
        "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table",
        "tbody", "tfoot", "thead", "tr", "ul", "caption",
    ]
    private static let paragraphs: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "blockquote", "pre", "section",
        "article", "hr",
    ]
    private static let struck: Set<String> = ["s", "strike", "del"]

    private let bytes: [UInt8]
    private var position = 0
    private var output = PlainTextBuilder()
    private var struckDepth = 0
    private var preformattedDepth = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reduces UTF-8 HTML to UTF-8 text.
    static func text(of bytes: [UInt8]) -> [UInt8] {
        var reducer = HTMLReducer(bytes)
        reducer.run()
        return reducer.output.finish()
    }

    private func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func run() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while let byte = byte(at: position) {
            switch byte {
            case UInt8(ascii: "<"): markup()
            case UInt8(ascii: "&"): characterReference()
            default:
                output.append(byte, preformatted: preformattedDepth > 0)
                position += 1
            }
        }
        while struckDepth > 0 { endStruck() }
    }

    // MARK: Markup

    private mutating func markup() {
        switch byte(at: position + 1) {
        case UInt8(ascii: "!"):
            if byte(at: position + 2) == UInt8(ascii: "-"), byte(at: position + 3) == UInt8(ascii: "-") {
                skipComment()
            } else {
                skipPast(UInt8(ascii: ">"))
            }
        case UInt8(ascii: "?"): skipPast(UInt8(ascii: ">"))
        case UInt8(ascii: "/"):
            if byte(at: position + 2).map(HTMLReducer.isLetter) == true {
                position += 2
                let name = tagName()
                skipAttributes()
                end(name)
            } else {
                skipPast(UInt8(ascii: ">"))
            }
        case let next? where HTMLReducer.isLetter(next):
            position += 1
            let name = tagName()
            skipAttributes()
            start(name)
        default:
            output.append(UInt8(ascii: "<"), preformatted: false)
            position += 1
        }
    }

    private mutating func start(_ name: String) {
        if name == "plaintext" {
            position = bytes.count
        } else if HTMLReducer.hidden.contains(name) {
            skipContent(of: name)
        } else if name == "br" {
            output.lineBreak()
        } else if name == "td" || name == "th" {
            output.cell()
        } else if name == "img" || name == "image" {
            output.phrase("[image]")
        } else if name == "sup" {
            output.glue("^")
        } else if HTMLReducer.struck.contains(name) {
            struckDepth += 1
            output.phrase("[struck out: ")
        } else {
            breakAround(name)
            if name == "li" { output.phrase("- ") }
            if name == "pre" { preformattedDepth += 1 }
        }
    }

    private mutating func end(_ name: String) {
        if HTMLReducer.struck.contains(name) {
            if struckDepth > 0 { endStruck() }
        } else {
            breakAround(name)
            if name == "pre" && preformattedDepth > 0 { preformattedDepth -= 1 }
        }
    }

    private mutating func endStruck() {
        struckDepth -= 1
        output.glue("]")
    }

    private mutating func breakAround(_ name: String) {
        if HTMLReducer.paragraphs.contains(name) {
            output.paragraph()
        } else if HTMLReducer.blocks.contains(name) {
            output.endLine()
        }
    }

    private mutating func tagName() -> String {
        let start = position
        while let byte = byte(at: position), !HTMLReducer.endsName(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    }

    private mutating func skipAttributes() {
        var quote: UInt8?
        var isValue = false
        while let byte = byte(at: position) {
            position += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                return
            } else if isValue && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")) {
                quote = byte
                isValue = false
            } else if byte == UInt8(ascii: "=") {
                isValue = true
            } else if !HTMLReducer.isSpace(byte) {
                isValue = false
            }
        }
    }

    private mutating func skipPast(_ end: UInt8) {
        while let byte = byte(at: position) {
            position += 1
            if byte == end { return }
        }
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
    }

    /// Skips to the end tag of an element that is not shown; without one, to the end.
    private mutating func skipContent(of name: String) {
        let wanted = Array(name.utf8)
        while position < bytes.count {
            skipPast(UInt8(ascii: "<"))
            guard byte(at: position) == UInt8(ascii: "/") else { continue }
            let start = position + 1
            let end = start + wanted.count
            guard
                end <= bytes.count,
                bytes[start..<end].elementsEqual(wanted, by: { HTMLReducer.lower($0) == $1 }),
                byte(at: end).map(HTMLReducer.endsName) != false
            else { continue }
            position = end
            skipAttributes()
            return
        }
    }

    // MARK: Character references

    private mutating func characterReference() {
        let start = position + 1
        var end = start
        while end < bytes.count, end - start < 32, HTMLReducer.isReferenceByte(bytes[end]) { end += 1 }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        let isClosed = byte(at: end) == UInt8(ascii: ";")
        if let text = HTMLCharacterReferences.text(named: name, isClosed: isClosed) {
            for byte in text.utf8 { output.append(byte, preformatted: preformattedDepth > 0) }
            position = isClosed ? end + 1 : end
        } else {
            output.append(UInt8(ascii: "&"), preformatted: false)
            position = start
        }
    }

    // MARK: Bytes

    private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(lower(byte)) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    private static func isReferenceByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "#")
    }
}
