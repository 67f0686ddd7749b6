/// A list of a page, while its items are read.
struct HTMLList {
    let isOrdered: Bool
    private let style: String
    private let step: Int
    private var number: Int?

    init(_ tag: HTMLTag, isOrdered: Bool) {
        self.isOrdered = isOrdered
        style = tag["type"] ?? "1"
        step = tag.has("reversed") ? -1 : 1
        let start = tag["start"].flatMap { Int32($0) }.map(Int.init)
        // A list that counts down from nobody knows where has no numbers.
        number = start ?? (step > 0 ? 1 : nil)
    }

    /// How far the items of a list are moved in.
    static func indent(at depth: Int) -> Int { 2 * max(0, min(depth - 1, 10)) }

    /// What stands before the next item.
    mutating func nextMarker(_ value: String?) -> String {
        if let own = value.flatMap({ Int32($0) }) { number = Int(own) }
        guard isOrdered, let number else { return "- " }
        self.number = number + step
        return HTMLList.numeral(number, style) + ". "
    }

    private static func numeral(_ number: Int, _ style: String) -> String {
        switch style {
        case "a", "A": letters(number, style) ?? String(number)
        case "i": roman(number)?.lowercased() ?? String(number)
        case "I": roman(number) ?? String(number)
        default: String(number)
        }
    }

    private static func letters(_ number: Int, _ style: String) -> String? {
        guard number > 0 else { return nil }
        let first: UInt8 = style == "a" ? 97 : 65
        var text: [UInt8] = []
        var rest = number
        while rest > 0 {
            rest -= 1
            text.insert(first + UInt8(rest % 26), at: 0)
            rest /= 26
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func roman(_ number: Int) -> String? {
        guard (1...3999).contains(number) else { return nil }
        let numerals = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var text = ""
        var rest = number
        for (value, letters) in numerals {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }
}

/// A table of a page, while its cells are read: in which column the next one stands.
struct HTMLTable {
    private static let widest = 64

    private var column = 0
    private var lastCell: Int?
    /// For each column, how many further rows are taken by a cell above.
    private var taken: [Int] = []
    /// Whether a table ended inside the cell before.
    var endedInside = false

    /// Whether the row has no cell yet.
    var isRowEmpty: Bool { lastCell == nil }

    mutating func beginRow() {
        if lastCell != nil {
            for place in taken.indices.dropFirst(column) where taken[place] > 0 { taken[place] -= 1 }
        }
        column = 0
        lastCell = nil
        endedInside = false
    }

    /// Takes a cell, and gives in how many columns from the last cell of the row it stands: 1 if next to it.
    mutating func beginCell(width: Int, rows: Int) -> Int {
        while column < taken.count, taken[column] > 0 {
            taken[column] -= 1
            column += 1
        }
        let distance = column - (lastCell ?? -1)
        let width = max(1, min(width, HTMLTable.widest - column))
        for place in column..<min(column + width, HTMLTable.widest) {
            while taken.count <= place { taken.append(0) }
            taken[place] = max(0, min(rows, 1000) - 1)
        }
        lastCell = column
        column = min(column + width, HTMLTable.widest)
        return max(distance, 1)
    }
}

/// A selection list of a page, while its options are read.
struct HTMLSelection {
    let isMultiple: Bool
    private var first: Int?
    private var isChecked = false

    init(isMultiple: Bool) { self.isMultiple = isMultiple }

    /// Takes an option whose box stands at a place.
    mutating func add(_ place: Int, isSelected: Bool) {
        if first == nil { first = place }
        if isSelected { isChecked = true }
    }

    /// The box to check after all: of a list in which nothing is selected, a page shows the first.
    var placeToCheck: Int? { isMultiple || isChecked ? nil : first }
}
