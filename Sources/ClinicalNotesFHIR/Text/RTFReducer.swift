/// Reduces Rich Text Format to its words.
struct RTFReducer {
    /// Groups that hold no words of the text.
    private static let hidden: Set<String> = [
        "fonttbl", "colortbl", "stylesheet", "info", "generator", "listtable", "listoverridetable", "rsidtbl",
        "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "filetbl", "revtbl",
        "fldinst", "bkmkstart", "bkmkend", "pgdsctbl", "mmathpr", "wgrffmtfilter", "panose", "falt",
    ]
    private static let pictures: Set<String> = ["pict", "object", "shp"]
    private static let signs: [String: String] = [
        "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": " | ",
        "nestcell": " | ", "nestrow": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
        "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "~": "\u{A0}",
        "_": "-",
    ]

    private struct Group {
        var isHidden = false
        var isStruck = false
        /// How many bytes stand for one character in readers that know no Unicode.
        var skipped = 1
    }

    private let bytes: [UInt8]
    private var position = 0
    private var group = Group()
    private var groups: [Group] = []
    private var output: [UInt8] = []
    private var isPartial = false
    private var toSkip = 0
    private var surrogate: UInt16?
    private var isStruck = false

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reduces a text in RTF to UTF-8; `isPartial` if it holds something that has no words, such as a picture.
    static func reduce(_ bytes: [UInt8]) -> HTMLReducer.Result {
        var reducer = RTFReducer(bytes)
        reducer.run()
        return HTMLReducer.Result(text: reducer.output, isPartial: reducer.isPartial)
    }

    private mutating func run() {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"):
                // What nests deeper than any writer does is read as one group.
                if groups.count < 1000 { groups.append(group) }
            case UInt8(ascii: "}"): if let outer = groups.popLast() { group = outer }
            case UInt8(ascii: "\\"): control()
            case 0x0A, 0x0D, 0: continue
            default: put(Windows1252.character(byte))
            }
        }
        setStruck(false)
    }

    private mutating func control() {
        guard position < bytes.count else { return }
        let first = bytes[position]
        guard (97...122).contains(first | 0x20) else {
            position += 1
            symbol(first)
            return
        }
        var end = position
        while end < bytes.count, (97...122).contains(bytes[end] | 0x20), end - position < 32 { end += 1 }
        let word = String(decoding: bytes[position..<end], as: UTF8.self)
        let digits = end
        if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
        while end < bytes.count, (48...57).contains(bytes[end]), end - digits < 11 { end += 1 }
        let number = Int(String(decoding: bytes[digits..<end], as: UTF8.self))
        position = end < bytes.count && bytes[end] == 0x20 ? end + 1 : end
        obey(word, number)
    }

    private mutating func symbol(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "'"):
            let digits = bytes[position...].prefix(2)
            position += digits.count
            if let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                put(Windows1252.character(value))
            }
        case UInt8(ascii: "*"): group.isHidden = true
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): write("\n")
        case UInt8(ascii: "-"): return
        default:
            if let sign = RTFReducer.signs[String(Unicode.Scalar(byte))] {
                write(sign)
            } else {
                put(Unicode.Scalar(byte))
            }
        }
    }

    private mutating func obey(_ word: String, _ number: Int?) {
        switch word {
        case "u": unicode(UInt16(truncatingIfNeeded: number ?? 0))
        case "uc": group.skipped = max(0, min(number ?? 1, 8))
        case "bin": position = min(position + max(number ?? 0, 0), bytes.count)
        case "strike", "striked": group.isStruck = number != 0
        case "plain": group.isStruck = false
        case "deleted": group.isStruck = number != 0
        case "super": if number != 0 { write("^") }
        default:
            if RTFReducer.pictures.contains(word) {
                if !group.isHidden { write("[image]") }
                isPartial = true
                group.isHidden = true
            } else if word == "shptxt" || word == "result" || word == "fldrslt" {
                group.isHidden = false
            } else if RTFReducer.hidden.contains(word) {
                group.isHidden = true
            } else if let sign = RTFReducer.signs[word] {
                write(sign)
            }
        }
    }

    private mutating func unicode(_ unit: UInt16) {
        toSkip = 0
        if UTF16.isLeadSurrogate(unit) {
            surrogate = unit
        } else {
            let units = [surrogate, unit].compactMap { $0 }
            surrogate = nil
            write(String(decoding: units, as: UTF16.self))
        }
        toSkip = group.skipped
    }

    private mutating func put(_ character: Unicode.Scalar) {
        if toSkip > 0 {
            toSkip -= 1
        } else {
            write(String(Character(character)))
        }
    }

    private mutating func write(_ text: String) {
        guard !group.isHidden else { return }
        setStruck(group.isStruck)
        output += text.utf8
    }

    private mutating func setStruck(_ struck: Bool) {
        guard struck != isStruck else { return }
        isStruck = struck
        output += struck ? "[struck out: ".utf8 : "]".utf8
    }
}
