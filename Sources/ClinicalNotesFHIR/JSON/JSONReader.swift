/// Reads one JSON text (RFC 8259) strictly.
///
/// The system's decoder keeps the first or the last of two members with one name and does not say so:
/// a security label could be hidden from one reader and shown to another. This reader remembers the
/// repetition, bounds the depth, and tells the byte where a text is malformed.
struct JSONReader {
    private let bytes: ArraySlice<UInt8>
    private let maximumDepth: Int
    private var position: Int

    private init(_ bytes: ArraySlice<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        position = bytes.startIndex
    }

    /// Reads a whole text, of which offsets in errors count from the start of the array under the slice.
    static func read(_ bytes: ArraySlice<UInt8>, maximumDepth: Int) throws(FHIRError) -> JSONValue {
        if let offset = UTF8Check.firstInvalidByte(of: bytes) {
            throw FHIRError(.invalidUTF8, offset: offset)
        }
        var reader = JSONReader(bytes, maximumDepth: maximumDepth)
        reader.skipSpace()
        let value = try reader.value(depth: 1)
        reader.skipSpace()
        guard reader.position == bytes.endIndex else { throw reader.malformed() }
        return value
    }

    private var byte: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private func malformed() -> FHIRError { FHIRError(.malformedJSON, offset: position) }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ expected: UInt8) throws(FHIRError) {
        guard byte == expected else { throw malformed() }
        position += 1
    }

    private mutating func value(depth: Int) throws(FHIRError) -> JSONValue {
        guard depth <= maximumDepth else { throw FHIRError(.tooDeep, offset: position) }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(FHIRError) -> JSONValue {
        for expected in "\(text)".utf8 { try take(expected) }
        return value
    }

    private mutating func object(depth: Int) throws(FHIRError) -> JSONObject {
        let start = position
        var members = [String: JSONValue]()
        var repeated = false
        try take(UInt8(ascii: "{"))
        skipSpace()
        while byte != UInt8(ascii: "}") {
            if !members.isEmpty {
                try take(UInt8(ascii: ","))
                skipSpace()
            }
            let name = try string()
            skipSpace()
            try take(UInt8(ascii: ":"))
            skipSpace()
            let value = try value(depth: depth + 1)
            if members[name] == nil { members[name] = value } else { repeated = true }
            skipSpace()
        }
        position += 1
        return JSONObject(members: members, hasRepeatedName: repeated, range: start..<position)
    }

    private mutating func array(depth: Int) throws(FHIRError) -> [JSONValue] {
        var elements = [JSONValue]()
        try take(UInt8(ascii: "["))
        skipSpace()
        while byte != UInt8(ascii: "]") {
            if !elements.isEmpty {
                try take(UInt8(ascii: ","))
                skipSpace()
            }
            elements.append(try value(depth: depth + 1))
            skipSpace()
        }
        position += 1
        return elements
    }

    private mutating func number() throws(FHIRError) -> String {
        let start = position
        if byte == UInt8(ascii: "-") { position += 1 }
        if byte == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if byte == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(FHIRError) {
        let start = position
        while let byte, (48...57).contains(byte) { position += 1 }
        guard position > start else { throw malformed() }
    }

    private mutating func string() throws(FHIRError) -> String {
        try take(UInt8(ascii: "\""))
        let start = position
        var escaped: [UInt8]?
        while let byte, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw malformed() }
            if byte == UInt8(ascii: "\\") {
                var text = escaped ?? Array(bytes[start..<position])
                try escape(into: &text)
                escaped = text
            } else {
                escaped?.append(byte)
                position += 1
            }
        }
        let end = position
        try take(UInt8(ascii: "\""))
        guard let escaped else { return String(decoding: bytes[start..<end], as: UTF8.self) }
        return String(decoding: escaped, as: UTF8.self)
    }

    private mutating func escape(into text: inout [UInt8]) throws(FHIRError) {
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[position])
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try unicodeEscape()
            text.append(contentsOf: String(scalar).utf8)
            return
        default: throw malformed()
        }
        position += 1
    }

    /// Reads `u` and four digits, twice for a surrogate pair; half a pair is malformed.
    private mutating func unicodeEscape() throws(FHIRError) -> Unicode.Scalar {
        let start = position
        let first = try hexadecimalUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if (0xD800..<0xDC00).contains(first), byte == UInt8(ascii: "\\") {
            position += 1
            if byte == UInt8(ascii: "u") {
                let second = try hexadecimalUnit()
                if (0xDC00..<0xE000).contains(second) {
                    let value = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                    if let scalar = Unicode.Scalar(value) { return scalar }
                }
            }
        }
        position = start
        throw malformed()
    }

    private mutating func hexadecimalUnit() throws(FHIRError) -> UInt32 {
        position += 1
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw malformed()
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }
}
