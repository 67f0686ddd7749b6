/// Takes the words out of a C-CDA: the headings and narratives of its sections.
struct ClinicalDocumentReader {
    /// One section.
    struct Section {
        /// The headings, those of the sections around it first.
        let titles: [[UInt8]]
        let text: [UInt8]
    }

    /// A body that is no C-CDA but a document of another kind.
    struct Body {
        let mediaType: String
        let isBase64: Bool
        let text: [UInt8]
    }

    private static let deepest = 256

    private(set) var sections: [Section] = []
    private(set) var body: Body?
    private let bytes: [UInt8]
    private var position = 0
    private var names: [String] = []
    private var titles: [[UInt8]] = []

    /// Reads a document in UTF-8, as far as it is well formed.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while let tag = nextTag(), names.count < ClinicalDocumentReader.deepest { take(tag) }
    }

    private enum Kind {
        case start, end, empty
    }

    private struct Tag {
        let name: String
        let kind: Kind
        let range: Range<Int>
    }

    private mutating func take(_ tag: Tag) {
        switch tag.kind {
        case .empty: return
        case .end:
            // An end without a start belongs to nothing.
            guard let place = names.lastIndex(of: tag.name) else { return }
            for name in names[place...] where name == "section" { _ = titles.popLast() }
            names.removeSubrange(place...)
        case .start:
            switch (names.last, tag.name) {
            case ("section", "title"):
                if !titles.isEmpty { titles[titles.count - 1] = reduced(content(of: tag)) }
            case ("section", "text"):
                let text = reduced(content(of: tag))
                if !text.isEmpty {
                    sections.append(Section(titles: titles.filter { !$0.isEmpty }, text: text))
                }
            case ("nonxmlbody", "text"): body = body(tag)
            default:
                if tag.name == "section" { titles.append([]) }
                names.append(tag.name)
            }
        }
    }

    private func reduced(_ range: Range<Int>) -> [UInt8] {
        HTMLReducer.reduce(Array(bytes[range]), isClinical: true).text
    }

    private mutating func body(_ tag: Tag) -> Body {
        var tokens = HTMLTokenizer(Array(bytes[tag.range]), knownNames: ["text"])
        var mediaType = ""
        var isBase64 = false
        if case .start(let start)? = tokens.next() {
            mediaType = start["mediatype"] ?? ""
            isBase64 = start["representation"]?.uppercased() == "B64"
        }
        let range = content(of: tag)
        let text = isBase64 ? Array(bytes[range]) : HTMLReducer.reduce(Array(bytes[range])).text
        return Body(mediaType: mediaType, isBase64: isBase64, text: text)
    }

    /// Moves behind the end tag of an element, and gives what stands before it.
    private mutating func content(of start: Tag) -> Range<Int> {
        let first = position
        var depth = 1
        while let tag = nextTag() {
            guard tag.name == start.name else { continue }
            switch tag.kind {
            case .start: depth += 1
            case .end: depth -= 1
            case .empty: continue
            }
            if depth == 0 { return first..<tag.range.lowerBound }
        }
        return first..<bytes.count
    }

    private mutating func nextTag() -> Tag? {
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = bytes[start...]
            if rest.starts(with: "<!--".utf8) {
                position = end(of: "-->", from: start + 4)
            } else if rest.starts(with: "<![CDATA[".utf8) {
                position = end(of: "]]>", from: start + 9)
            } else if rest.dropFirst().first.map({ "!?".utf8.contains($0) }) == true {
                position = end(of: ">", from: start)
            } else {
                guard let end = tagEnd(from: start + 1) else { break }
                position = end + 1
                let isEnd = rest.dropFirst().first == UInt8(ascii: "/")
                let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
                return Tag(
                    name: name(from: start + (isEnd ? 2 : 1), to: end),
                    kind: isEnd ? .end : isEmpty ? .empty : .start,
                    range: start..<(end + 1)
                )
            }
        }
        position = bytes.count
        return nil
    }

    /// The name without its prefix, in lower case.
    private func name(from start: Int, to end: Int) -> String {
        let name = bytes[start..<end].prefix { !HTMLTokenizer.isSpace($0) && $0 != UInt8(ascii: "/") }
        let local = name.split(separator: UInt8(ascii: ":")).last ?? []
        return String(decoding: local, as: UTF8.self).lowercased()
    }

    private func tagEnd(from start: Int) -> Int? {
        var quote: UInt8?
        for place in start..<bytes.count {
            let byte = bytes[place]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return place
            }
        }
        return nil
    }

    private func end(of mark: String, from start: Int) -> Int {
        guard start < bytes.count, let found = bytes[start...].firstRange(of: Array(mark.utf8)) else {
            return bytes.count
        }
        return found.upperBound
    }
}
