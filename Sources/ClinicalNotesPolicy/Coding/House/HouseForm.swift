internal import ClinicalNotesModel

/// The bounds of the form of house rules in JSON, which reading and writing share.
enum HouseForm {
    /// The version of the form.
    static let version = 1
    static let longestWord = 64
    static let longestID = 128
    static let longestSentence = 500
    static let longestPlace = 300
    static let maximumValues = 128
    static let maximumExceptions = 16
    static let maximumWords = 4096
    static let ages = 0...150
    static let hours = 0...23
    static let hoursOld = 0...87_600

    /// What is wrong with a word, such as a version.
    static func defect(ofWord text: String) -> String? {
        let fits = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [45, 46, 95].contains(byte)
        }
        if fits, (1...longestWord).contains(text.utf8.count) { return nil }
        return "expected 1 to \(longestWord) letters, digits, dots, hyphens or underscores"
    }

    /// What is wrong with a text of at most so many bytes.
    static func defect(of text: String, longest: Int) -> String? {
        if text.utf8.count > longest { return "longer than \(longest) bytes" }
        if text.allSatisfy(\.isWhitespace) { return "empty" }
        let hasControls = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return hasControls ? "contains a control character" : nil
    }

    /// What is wrong with an age.
    static func defect(ofAge years: Int) -> String? {
        ages.contains(years) ? nil : "expected an age from \(ages.lowerBound) to \(ages.upperBound)"
    }

    /// What is wrong with a number of hours since a note was made.
    static func defect(ofHoursOld hours: Int) -> String? {
        hoursOld.contains(hours)
            ? nil : "expected hours from \(hoursOld.lowerBound) to \(hoursOld.upperBound)"
    }

    /// What is wrong with the kind of a note.
    static func defect(of kind: NoteKind) -> String? {
        if !kind.isWellFormed { return "no code of a note kind" }
        return defect(of: kind.code, longest: longestID)
    }

    /// A value as a message shows it.
    static func shown(_ text: String) -> String {
        let start = text.prefix(40)
        let isWhole = start.endIndex == text.endIndex
        return "\"\(String(start.map { $0.isASCII && !$0.isNewline ? $0 : "?" }))\(isWhole ? "" : "...")\""
    }
}
