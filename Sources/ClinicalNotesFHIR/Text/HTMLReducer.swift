/// Reduces HTML, or the narrative of a C-CDA, to its words.
///
/// No parser of a document: it reads the page tag by tag, never fails, and takes time in proportion to the input. No word is
/// lost but those of scripts, style sheets and comments; what would be lost with the markup and changes the meaning is
/// said in words: boxes that are checked or not, struck-out text, raised digits, numbers of list items, pictures. Its result has no
/// markup: no `<` is followed by a letter, `/`, `!` or `?`.
struct HTMLReducer {
    /// The words of a page.
    struct Result {
        let text: [UInt8]
        /// Whether the page holds something that has no words, such as a picture.
        let isPartial: Bool
    }

    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hgroup",
        "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "section",
        "summary",
        "table", "tbody", "template", "tfoot", "thead", "title", "tr", "ul", "caption", "noscript",
        "noframes",
    ]
    private static let paragraphs: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "blockquote", "pre", "section",
        "article", "hr", "title", "listing", "xmp",
    ]
    /// Elements without content.
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "frame", "hr", "image", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    ]
    /// Other elements of HTML; what is none of them and never closed is no tag.
    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "applet", "audio", "b", "bdi", "bdo", "big", "button", "canvas", "cite",
        "code",
        "colgroup", "data", "datalist", "del", "dfn", "em", "font", "frameset", "i", "iframe", "ins", "kbd",
        "label", "map", "mark", "marquee", "math", "meter", "nobr", "noembed", "object", "option", "output",
        "picture", "plaintext", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "select", "slot",
        "small", "span", "strike", "strong", "style", "sub", "sup", "svg", "td", "textarea", "th",
        "time", "tt", "u", "var", "video",
    ]
    /// What has no words of its own, and what stands for it.
    private static let media = [
        "img": "image", "image": "image", "svg": "image", "canvas": "image", "area": "image",
        "audio": "audio",
        "video": "video", "embed": "object", "iframe": "frame", "frame": "frame", "object": "object",
        "applet": "object",
    ]
    private static let preformatted: Set<String> = ["pre", "textarea", "listing", "xmp"]
    private static let struck: Set<String> = ["s", "strike", "del"]
    /// What the elements of a C-CDA's narrative are in HTML.
    private static let clinical = [
        "paragraph": "p", "item": "li", "content": "span", "linkhtml": "a", "rendermultimedia": "img",
        "footnote": "span",
    ]

    private let isClinical: Bool
    private var tokens: HTMLTokenizer
    private var output = PlainTextBuilder()
    private var isPartial = false
    private var preformattedDepth = 0
    /// The elements whose words are struck out, each with how many of its name are open inside.
    private var struckElements: [(name: String, inside: Int)] = []
    private var lists: [HTMLList] = []
    private var tables: [HTMLTable] = []
    private var selection: HTMLSelection?

    private init(_ bytes: [UInt8], isClinical: Bool) {
        self.isClinical = isClinical
        let known = Self.blocks.union(Self.paragraphs).union(Self.void).union(Self.inline)
        tokens = HTMLTokenizer(bytes, knownNames: known)
    }

    /// Reduces UTF-8 HTML to UTF-8 text.
    static func text(of bytes: [UInt8]) -> [UInt8] { reduce(bytes).text }

    /// Reduces UTF-8 markup to UTF-8 text.
    ///
    /// - Parameters:
    ///   - bytes: The page.
    ///   - isClinical: Whether it is the narrative of a C-CDA.
    /// - Returns: The words.
    static func reduce(_ bytes: [UInt8], isClinical: Bool = false) -> Result {
        var reducer = HTMLReducer(bytes, isClinical: isClinical)
        reducer.run()
        return Result(text: reducer.output.finish(), isPartial: reducer.isPartial)
    }

    private mutating func run() {
        while let token = tokens.next() {
            switch token {
            case .byte(let byte): output.append(byte, preformatted: preformattedDepth > 0)
            case .reference(let text): append(text)
            case .start(let tag): start(tag, named: plainName(tag))
            case .end(let name): end(isClinical ? HTMLReducer.clinicalName(name) : name)
            }
        }
        while !struckElements.isEmpty { endStruck() }
        if tokens.hasOpenComment { isPartial = true }
    }

    private mutating func append(_ text: String) {
        // A space that does not break is a space.
        if text == "\u{A0}" {
            output.append(0x20, preformatted: preformattedDepth > 0)
        } else {
            for byte in text.utf8 { output.append(byte, preformatted: preformattedDepth > 0) }
        }
    }

    private static func clinicalName(_ name: String) -> String { clinical[name] ?? name }

    private func plainName(_ tag: HTMLTag) -> String {
        guard isClinical else { return tag.name }
        if tag.name == "list" { return tag["listtype"]?.lowercased() == "ordered" ? "ol" : "ul" }
        return HTMLReducer.clinicalName(tag.name)
    }

    // MARK: Start tags

    private mutating func start(_ tag: HTMLTag, named name: String) {
        if let kind = HTMLReducer.media[name] {
            isPartial = true
            let words = tag["alt"] ?? tag["aria-label"] ?? ""
            output.phrase(words.isEmpty ? "[\(kind)]" : "[\(kind): ")
            if !words.isEmpty {
                append(words)
                output.glue("]")
            }
            if name != "img" { output.phrase(" ") }
        }
        // A paragraph ends where the next one begins.
        if name == "p" { endStruck(named: name) }
        switch name {
        case "script", "style":
            // What is never closed is kept, as words of its own.
            if !tag.isSelfClosing && !tokens.skipContent(of: tag.name) { output.phrase(" ") }
        case "plaintext": tokens.readPlainText()
        case "br": output.lineBreak()
        case "sup": output.markNext(.raised)
        case "sub": output.markNext(.lowered)
        case "q": output.phrase("“")
        case "rt": output.phrase(" ")
        case "td", "th": beginCell(tag)
        case "tr":
            output.endRow()
            if tables.isEmpty { tables.append(HTMLTable()) }
            tables[tables.count - 1].beginRow()
        case "table":
            output.paragraph()
            tables.append(HTMLTable())
        case "ol", "ul", "menu", "dir":
            lists.isEmpty ? output.paragraph() : output.endLine()
            lists.append(HTMLList(tag, isOrdered: name == "ol"))
            output.indent = HTMLList.indent(at: lists.count)
        case "li":
            output.endItem()
            output.lead(lists.isEmpty ? "- " : lists[lists.count - 1].nextMarker(tag["value"]))
        case "input": input(tag)
        case "select": selection = HTMLSelection(isMultiple: tag.has("multiple"))
        case "option": option(tag)
        case "optgroup": label(tag)
        case "textarea", "title":
            beginBlock(name == "title" ? name : "span")
            if name == "textarea" { output.phrase(" ") }
            if !tag.isSelfClosing { tokens.readText(of: tag.name, hasReferences: true) }
        case "xmp":
            beginBlock(name)
            tokens.readText(of: tag.name, hasReferences: false)
        default: beginBlock(name)
        }
        beginStruck(tag, named: name)
        if let role = tag["role"], name != "input", role == "checkbox" || role == "radio" {
            _ = output.box(isChecked: tag["aria-checked"] == "true")
        }
        if HTMLReducer.preformatted.contains(name) && !tag.isSelfClosing { preformattedDepth += 1 }
        if tag.isSelfClosing && isClinical { end(name) }
    }

    private mutating func beginBlock(_ name: String) {
        if HTMLReducer.paragraphs.contains(name) {
            output.paragraph()
        } else if HTMLReducer.blocks.contains(name) {
            output.endLine()
        }
    }

    // MARK: End tags

    private mutating func end(_ name: String) {
        endStruck(named: name)
        if HTMLReducer.media[name] != nil { output.phrase(" ") }
        switch name {
        case "br": output.lineBreak()
        case "sup", "sub": output.markNext(nil)
        case "q": output.glue("”")
        case "list" where isClinical: end(lists.last?.isOrdered == true ? "ol" : "ul")
        case "ol", "ul", "menu", "dir":
            _ = lists.popLast()
            output.endItem()
            if lists.isEmpty { output.paragraph() }
            output.indent = HTMLList.indent(at: lists.count)
        case "li": output.endItem()
        case "tr": output.endRow()
        case "table":
            output.endRow()
            output.paragraph()
            _ = tables.popLast()
            if !tables.isEmpty { tables[tables.count - 1].endedInside = true }
        case "select":
            if let place = selection?.placeToCheck { output.check(place) }
            selection = nil
            output.phrase(" ")
        case "textarea": output.phrase(" ")
        default:
            if name == "p" || !HTMLReducer.void.contains(name) { beginBlock(name) }
        }
        if HTMLReducer.preformatted.contains(name) && preformattedDepth > 0 { preformattedDepth -= 1 }
    }

    // MARK: Struck-out words

    private mutating func beginStruck(_ tag: HTMLTag, named name: String) {
        guard !HTMLReducer.void.contains(name), !tag.isSelfClosing else { return }
        let isStruck =
            HTMLReducer.struck.contains(name)
            || tag["style"]?.lowercased().contains("line-through") == true
            || isClinical && (tag["revised"] == "delete" || tag["stylecode"]?.contains("trike") == true)
        // An end to the nesting keeps the work in proportion; no page of words is that deep.
        if isStruck && struckElements.count < 64 {
            struckElements.append((name, 0))
            output.lead("[struck out: ")
        } else if let place = struckElements.lastIndex(where: { $0.name == name }) {
            struckElements[place].inside += 1
        }
    }

    private mutating func endStruck(named name: String) {
        guard let place = struckElements.lastIndex(where: { $0.name == name }) else { return }
        if struckElements[place].inside > 0 {
            struckElements[place].inside -= 1
        } else {
            while struckElements.count > place { endStruck() }
        }
    }

    private mutating func endStruck() {
        struckElements.removeLast()
        output.glue("]")
    }

    // MARK: Tables

    private mutating func beginCell(_ tag: HTMLTag) {
        if tables.isEmpty { tables.append(HTMLTable()) }
        let table = tables.count - 1
        let isFirst = tables[table].isRowEmpty
        if isFirst { output.endLine() }
        let columns = tables[table].beginCell(
            width: tag["colspan"].flatMap { Int($0) } ?? 1,
            rows: tag["rowspan"].flatMap { Int($0) } ?? 1
        )
        for place in 0..<columns {
            output.cell(isFirst: isFirst && place == 0, endedInside: tables[table].endedInside)
        }
        tables[table].endedInside = false
    }

    // MARK: Forms

    private mutating func input(_ tag: HTMLTag) {
        switch tag["type"]?.lowercased() {
        case "checkbox", "radio": _ = output.box(isChecked: tag.has("checked"))
        case "hidden", "password", "file": return
        case "image": output.phrase("[image\(tag["alt"].map { ": " + $0 } ?? "")] ")
        default:
            output.phrase(" ")
            append(tag["value"] ?? "")
            output.phrase(" ")
        }
    }

    private mutating func option(_ tag: HTMLTag) {
        guard selection != nil else { return beginBlock("div") }
        let place = output.box(isChecked: tag.has("selected"))
        selection?.add(place, isSelected: tag.has("selected"))
        if let label = tag["label"] {
            append(label)
            output.phrase(" ")
        }
    }

    private mutating func label(_ tag: HTMLTag) {
        output.phrase(" ")
        append(tag["label"] ?? "")
        output.glue(":")
    }
}
