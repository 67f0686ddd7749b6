/// Reads one value of JSON, RFC 8259; half of a surrogate pair is refused, a name that stands twice is kept twice.
struct JSONReader {
    /// How deep values may be nested.
    static let deepest = 100

    private let bytes: [UInt8]
    private var position = 0
    private var path: [String] = []

    /// Reads a text that is one value.
    static func value(of bytes: [UInt8]) throws(InputRefusal) -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw InputRefusal(path: "", message: "the line is not UTF-8")
        }
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.refusal("more than one value") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func refusal(_ message: String) -> InputRefusal {
        let path = path.reduce(into: "") { path, name in
            path += name.hasPrefix("[") || path.isEmpty ? name : ".\(name)"
        }
        return InputRefusal(path: path, message: "\(message), at byte \(position + 1) of the line")
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a { position += 1 }
    }

    private mutating func value() throws(InputRefusal) -> JSONValue {
        guard path.count < Self.deepest else { throw refusal("nested too deep") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): return .number(try number())
        default: throw refusal("not JSON")
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(InputRefusal) -> JSONValue {
        for byte in word.utf8 where !take(byte) { throw refusal("not JSON") }
        return value
    }

    private mutating func array() throws(InputRefusal) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            path.append("[\(values.count)]")
            values.append(try value())
            path.removeLast()
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else {
                throw refusal("not JSON: a list goes on with a comma or ends")
            }
        }
    }

    private mutating func object() throws(InputRefusal) -> JSONValue {
        position += 1
        var members: [JSONMember] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw refusal("not JSON: a member begins with its name") }
            let name = try string()
            path.append(name)
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw refusal("not JSON: a name is followed by a colon") }
            skipSpace()
            let begin = position
            let value = try value()
            members.append(JSONMember(name: name, value: value, place: begin..<position))
            path.removeLast()
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else {
                throw refusal("not JSON: an object goes on with a comma or ends")
            }
        }
    }
}

extension JSONReader {
    private mutating func digits() throws(InputRefusal) {
        guard let first = next, isDigit(first) else { throw refusal("not JSON: a digit is missing") }
        while let byte = next, isDigit(byte) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private mutating func number() throws(InputRefusal) -> String {
        let begin = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[begin..<position], as: UTF8.self)
    }

    private mutating func string() throws(InputRefusal) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escaped().utf8
            case ..<0x20: throw refusal("not JSON: a control character in a text")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw refusal("not JSON: a text does not end")
    }

    private mutating func escaped() throws(InputRefusal) -> String {
        position += 1
        let plain: [UInt8: String] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
            UInt8(ascii: "b"): "\u{8}",
            UInt8(ascii: "f"): "\u{c}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r",
            UInt8(ascii: "t"): "\t",
        ]
        if let byte = next, let text = plain[byte] {
            position += 1
            return text
        }
        guard take(UInt8(ascii: "u")) else { throw refusal("not JSON: no escape is spelled so") }
        var code = try fourDigits()
        if (0xd800..<0xdc00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            let low = try fourDigits()
            guard (0xdc00..<0xe000).contains(low) else { throw refusal("half of a surrogate pair") }
            code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw refusal("half of a surrogate pair") }
        return String(scalar)
    }

    private mutating func fourDigits() throws(InputRefusal) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw refusal("not JSON: an escape has four hexadecimal digits")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
