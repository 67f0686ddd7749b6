/// Collects words into lines: runs of space become one, empty lines at most one.
struct PlainTextBuilder {
    private var bytes = [UInt8]()
    private var wantsSpace = false
    private var wantedBreaks = 0
    /// The cells of a row that began since the last word.
    private var wantedCells = 0
    /// Whether nothing was written since a cell began, or since words that lead others, so that no line ends.
    private var isCellEmpty = false
    private var isLed = false
    /// Whether nothing was written since a row began, so that its line is still to begin.
    private var isRowBlank = false
    /// What is written before the next word, if there is one.
    private var mark: Mark?

    /// What a place of the text is marked with.
    enum Mark {
        case raised, lowered
    }

    /// How far lines are moved in.
    var indent = 0

    /// Adds a byte of text.
    mutating func append(_ byte: UInt8, preformatted: Bool) {
        if preformatted && byte == 0x0A {
            lineBreak()
        } else if preformatted && (byte == 0x20 || byte == 0x09) {
            put(byte)
        } else if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0x0C {
            wantsSpace = true
        } else {
            put(byte)
        }
    }

    /// Adds words that stand for markup.
    mutating func phrase(_ words: String) {
        for byte in words.utf8 { append(byte, preformatted: false) }
    }

    /// Adds words right behind the last ones.
    mutating func glue(_ words: String) {
        bytes += words.utf8
        isLed = false
    }

    /// Adds words that the next word follows on the same line.
    mutating func lead(_ words: String) {
        phrase(words)
        isLed = true
    }

    /// Adds a box that is checked or not, and gives its place.
    mutating func box(isChecked: Bool) -> Int {
        phrase(isChecked ? " ☒" : " ☐")
        wantsSpace = true
        return bytes.count - 1
    }

    /// Checks the box at a place: the two signs differ in the last byte alone.
    mutating func check(_ place: Int) { bytes[place] = 0x92 }

    /// Marks the next word, if one comes before `nil`.
    mutating func markNext(_ mark: Mark?) { self.mark = mark }

    /// Breaks the line, once more even if it is empty.
    mutating func lineBreak() {
        guard !isCellEmpty && !isLed else { return }
        wantedBreaks = min(wantedBreaks + 1, 2)
        wantsSpace = false
    }

    /// Breaks the line unless it is empty.
    mutating func endLine() {
        guard !isCellEmpty && !isLed else { return }
        wantedBreaks = max(wantedBreaks, 1)
        wantsSpace = false
    }

    /// Leaves one empty line.
    mutating func paragraph() {
        guard !isCellEmpty && !isLed else { return }
        wantedBreaks = 2
        wantsSpace = false
    }

    /// Ends a list item.
    mutating func endItem() {
        isLed = false
        endLine()
    }

    /// Ends a row of a table; cells without words at its end are left out.
    mutating func endRow() {
        isCellEmpty = false
        isLed = false
        wantedCells = 0
        endLine()
    }

    /// Begins a cell of a table, on the line of the row unless that `endedInside` the cell before.
    mutating func cell(isFirst: Bool, endedInside: Bool) {
        if isFirst {
            isRowBlank = true
        } else {
            wantedCells += 1
            if !isRowBlank && !endedInside { wantedBreaks = 0 }
        }
        wantsSpace = false
        isCellEmpty = true
    }

    /// The text, without space at its ends.
    func finish() -> [UInt8] { bytes }

    private mutating func put(_ byte: UInt8) {
        let isInside = !bytes.isEmpty
        if wantedBreaks > 0 && isInside {
            bytes.append(contentsOf: repeatElement(0x0A, count: wantedBreaks))
            bytes.append(contentsOf: repeatElement(0x20, count: indent))
        } else if wantsSpace && wantedCells == 0 && isInside {
            bytes.append(0x20)
        }
        if wantedCells > 0 {
            for _ in 0..<wantedCells {
                if let last = bytes.last, last != 0x0A { bytes.append(0x20) }
                bytes.append(UInt8(ascii: "|"))
            }
            bytes.append(0x20)
        }
        wantedBreaks = 0
        wantsSpace = false
        wantedCells = 0
        isCellEmpty = false
        isLed = false
        isRowBlank = false
        if let mark {
            self.mark = nil
            let isDigit = bytes.last.map { (48...57).contains($0) } ?? false
            // H2O needs no sign; the base of a logarithm or a number would become part of the number before it.
            if mark == .raised { bytes.append(UInt8(ascii: "^")) }
            if mark == .lowered && isDigit { bytes.append(UInt8(ascii: "_")) }
        }
        // What reads as a tag must not become one: `&lt;b>` gives `< b>`.
        if bytes.last == UInt8(ascii: "<") && PlainTextBuilder.opensMarkup(byte) { bytes.append(0x20) }
        bytes.append(byte)
    }

    private static func opensMarkup(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || "/!?".utf8.contains(byte)
    }
}
