/// What kind of document a note is: a LOINC code, or a code of the host's own.
///
/// Never decides access and never names a compartment. LOINC has no code that means "psychotherapy note",
/// so a kind can neither make a note one nor prove that it is none; only the compartment does.
/// Two kinds are equal if system and code are.
public struct NoteKind: Hashable, Sendable, Codable {
    /// Where a code comes from.
    public enum System: String, CaseIterable, Hashable, Sendable, Codable {
        /// `http://loinc.org`
        case loinc
        /// The host's own list.
        case local
    }

    /// Where the code comes from.
    public let system: System
    /// The code.
    public let code: String
    /// Words for people: this library's or the host's own, not LOINC's names.
    public let display: String

    /// Names a kind by its LOINC code.
    ///
    /// - Parameters:
    ///   - code: The code with its check digit, such as `11506-3`.
    ///   - display: Words for people; without them those of ``NoteKind/catalog``, or the code itself.
    public init(loinc code: String, display: String? = nil) {
        system = .loinc
        self.code = code
        self.display = display ?? NoteKind.words[code] ?? code
    }

    /// Names a kind of the host's own.
    ///
    /// - Parameters:
    ///   - code: The host's code.
    ///   - display: Words for people; without them the code itself.
    public init(local code: String, display: String? = nil) {
        system = .local
        self.code = code
        self.display = display ?? code
    }

    /// Whether the code can be one: for LOINC, 1 to 7 digits, a hyphen and their check digit (modulus 10);
    /// for a local code, 1 to 128 bytes.
    package var isWellFormed: Bool {
        switch system {
        case .local: (1...128).contains(code.utf8.count)
        case .loinc: NoteKind.hasCheckDigit(code)
        }
    }

    /// Compares system and code.
    public static func == (left: NoteKind, right: NoteKind) -> Bool {
        left.system == right.system && left.code == right.code
    }

    /// Hashes system and code.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(system)
        hasher.combine(code)
    }

    private static func hasCheckDigit(_ code: String) -> Bool {
        let bytes = Array(code.utf8)
        guard
            (3...9).contains(bytes.count), bytes[bytes.count - 2] == UInt8(ascii: "-"),
            let last = bytes.last, (48...57).contains(last),
            CivilCalendar.number(bytes[..<(bytes.count - 2)]) != nil
        else { return false }
        // Luhn: from the right, every other digit counts twice.
        var sum = 0
        for (offset, byte) in bytes.dropLast(2).reversed().enumerated() {
            let digit = Int(byte - 48) * (offset % 2 == 0 ? 2 : 1)
            sum += digit / 10 + digit % 10
        }
        return (10 - sum % 10) % 10 == Int(last - 48)
    }
}

extension NoteKind: CustomStringConvertible {
    /// What the kind is called.
    public var description: String { display }
}

extension NoteKind: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.word(system)
        writer.text(code)
        writer.text(display)
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        switch try reader.word(System.self) {
        case .loinc: self.init(loinc: try reader.text(), display: try reader.text())
        case .local: self.init(local: try reader.text(), display: try reader.text())
        }
    }
}
