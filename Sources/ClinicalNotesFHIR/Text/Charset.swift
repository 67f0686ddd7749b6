internal import ClinicalNotesModel

/// The charsets that texts are read in.
enum Charset {
    case utf8
    case latin
    /// ISO 8859-15: eight characters other than ISO 8859-1.
    case latin9
    case utf16(isBigEndian: Bool?)

    /// A charset by its name in lower case, or `nil` if it is not read here.
    init?(named name: String) {
        switch name {
        // What is ASCII is UTF-8 too.
        case "utf-8", "utf8", "us-ascii", "ascii", "iso646-us": self = .utf8
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252",
            "x-cp1252", "ansi", "windows1252":
            self = .latin
        case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin9", "latin-9": self = .latin9
        case "utf-16", "utf16", "ucs-2", "unicode": self = .utf16(isBigEndian: nil)
        case "utf-16le": self = .utf16(isBigEndian: false)
        case "utf-16be": self = .utf16(isBigEndian: true)
        default: return nil
        }
    }

    /// The charset that a mark at the start tells.
    init?(markOf bytes: Span<UInt8>) {
        guard bytes.count >= 2 else { return nil }
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE): self = .utf16(isBigEndian: false)
        case (0xFE, 0xFF): self = .utf16(isBigEndian: true)
        case (0xEF, 0xBB) where bytes.count >= 3 && bytes[2] == 0xBF: self = .utf8
        default: return nil
        }
    }

    /// The charset that a page or document names in its first kilobyte, in lower case.
    static func name(in bytes: Span<UInt8>) -> String? {
        let start = (0..<min(bytes.count, 1024)).map { bytes[$0] }
        guard start.contains(UInt8(ascii: "<")) else { return nil }
        let words = String(decoding: start, as: UTF8.self).lowercased()
        for key in ["charset=", "encoding="] {
            guard let found = words.firstRange(of: key) else { continue }
            let rest = words[found.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
            if !name.isEmpty { return String(name) }
        }
        return nil
    }

    /// The bytes as UTF-8 without a mark at the start; `nil` if they are not in this charset.
    func decoded(_ bytes: SensitiveBytes) -> SensitiveBytes? {
        bytes.withBytes { raw in
            let span = Span<UInt8>(_bytes: raw)
            switch self {
            case .utf8: return Charset.withoutMark(bytes, span)
            case .latin: return Charset.singleBytes(span) { Windows1252.character($0) }
            case .latin9:
                return Charset.singleBytes(span) { Charset.currencies[$0] ?? Windows1252.character($0) }
            case .utf16(let isBigEndian): return Charset.pairs(span, isBigEndian: isBigEndian)
            }
        }
    }

    private static func withoutMark(_ bytes: SensitiveBytes, _ span: Span<UInt8>) -> SensitiveBytes {
        guard span.count >= 3, span[0] == 0xEF, span[1] == 0xBB, span[2] == 0xBF else { return bytes }
        return SensitiveBytes(capacity: span.count) { output in
            for offset in 3..<span.count { output.append(span[offset]) }
        }
    }

    private static func singleBytes(
        _ span: Span<UInt8>,
        _ character: (UInt8) -> Unicode.Scalar
    ) -> SensitiveBytes {
        SensitiveBytes(capacity: span.count * 3) { output in
            for offset in span.indices {
                for byte in UTF8.encode(character(span[offset])) ?? .encodedReplacementCharacter {
                    output.append(byte)
                }
            }
        }
    }

    private static func pairs(_ span: Span<UInt8>, isBigEndian: Bool?) -> SensitiveBytes? {
        guard span.count % 2 == 0 else { return nil }
        var start = 0
        var isBig = isBigEndian ?? false
        if case .utf16(let marked?)? = Charset(markOf: span) {
            start = 2
            isBig = marked
        }
        let units = stride(from: start, to: span.count, by: 2).map { place in
            let (first, second) = (UInt16(span[place]), UInt16(span[place + 1]))
            return isBig ? first << 8 | second : second << 8 | first
        }
        return String(validating: units, as: UTF16.self).map { SensitiveBytes($0.utf8) }
    }

    private static let currencies: [UInt8: Unicode.Scalar] = [
        0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
    ]
}
