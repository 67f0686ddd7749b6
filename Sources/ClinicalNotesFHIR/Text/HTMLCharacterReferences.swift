/// The character references of HTML5.
enum HTMLCharacterReferences {
    /// Resolves a reference.
    ///
    /// - Parameters:
    ///   - name: The letters, digits and number signs that follow `&`.
    ///   - isClosed: Whether a `;` follows; numbers and the oldest names do without.
    /// - Returns: The text, and how many bytes of the name stand for it; `nil` if the reference is not known and stays
    ///   as it is.
    static func text(named name: ArraySlice<UInt8>, isClosed: Bool) -> (text: String, count: Int)? {
        if name.first == UInt8(ascii: "#") { return number(name) }
        let words = String(decoding: name, as: UTF8.self)
        if isClosed, let text = HTMLEntityNames.all[words] { return (text, name.count) }
        // The longest old name at the start: `&ampx` is `&x`.
        for count in stride(from: min(name.count, 6), to: 1, by: -1) {
            let start = String(decoding: name.prefix(count), as: UTF8.self)
            if HTMLEntityNames.withoutEnd.contains(start), let text = HTMLEntityNames.all[start] {
                return (text, count)
            }
        }
        return nil
    }

    /// The text of an attribute's value, in which an old name without `;` counts only at its end.
    static func resolved(_ value: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var rest = value
        while let byte = rest.first {
            rest = rest.dropFirst()
            guard byte == UInt8(ascii: "&") else {
                bytes.append(byte)
                continue
            }
            let name = rest.prefix(32).prefix { isNameByte($0) }
            let isClosed = rest.dropFirst(name.count).first == UInt8(ascii: ";")
            if let found = text(named: name, isClosed: isClosed), found.count == name.count {
                bytes += found.text.utf8
                rest = rest.dropFirst(name.count + (isClosed ? 1 : 0))
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func number(_ name: ArraySlice<UInt8>) -> (text: String, count: Int)? {
        let isHexadecimal = name.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
        let start = isHexadecimal ? 2 : 1
        let digits = name.dropFirst(start).prefix { byte in
            (48...57).contains(byte) || (isHexadecimal && (97...102).contains(byte | 0x20))
        }
        guard !digits.isEmpty else { return nil }
        // Numbers too large for any character are the replacement character.
        let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10) ?? .max
        return (text(of: value), start + digits.count)
    }

    private static func text(of value: UInt32) -> String {
        if (0x80...0x9F).contains(value) { return String(Windows1252.character(UInt8(value))) }
        guard value != 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
        return String(Character(scalar))
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == UInt8(ascii: "#")
    }
}
