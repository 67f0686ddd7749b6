/// Tells by the first value of an input how the input is laid out.
enum FirstValue {
    enum Layout {
        /// Bundles, one after the other.
        case bundle
        /// One value a line.
        case lines
        /// Values that have lines of their own.
        case values
    }

    /// The layout, or `nil` if more has to come before it can be told.
    ///
    /// `text` is the input from its first byte that is no space; `isWhole` says that nothing more comes, or is waited for.
    static func layout(of text: ArraySlice<UInt8>, isWhole: Bool) -> Layout? {
        switch type(of: text) {
        case .bundle: .bundle
        case .other: lineLayout(of: text, isWhole: isWhole)
        case .unknown(let inEntries):
            isWhole ? (inEntries ? .bundle : lineLayout(of: text, isWhole: true)) : nil
        }
    }

    /// The bundle that stands in an entry in place of a resource, if it is one.
    static func bundle(in entry: ArraySlice<UInt8>, isElement: Bool) -> ArraySlice<UInt8>? {
        var walk = Walk(entry)
        if isElement {
            guard walk.take(UInt8(ascii: "{")), walk.find("resource") else { return nil }
        }
        let rest = walk.rest
        guard case .bundle = type(of: rest), walk.value() else { return nil }
        return rest[..<walk.rest.startIndex]
    }

    private enum FoundType {
        case bundle, other
        case unknown(inEntries: Bool)
    }

    /// Looks for the `resourceType` among the members, wherever it stands.
    private static func type(of text: ArraySlice<UInt8>) -> FoundType {
        var walk = Walk(text)
        guard walk.take(UInt8(ascii: "{")) else { return .other }
        while true {
            guard walk.skip(UInt8(ascii: ",")) else { return .unknown(inEntries: false) }
            guard walk.byte == UInt8(ascii: "\"") else { return .other }
            guard let name = walk.string(), walk.skip(UInt8(ascii: ":")) else {
                return .unknown(inEntries: false)
            }
            if name.elementsEqual("resourceType".utf8) {
                guard walk.byte == UInt8(ascii: "\"") else { return .other }
                guard let type = walk.string() else { return .unknown(inEntries: false) }
                return type.elementsEqual("Bundle".utf8) ? .bundle : .other
            }
            let isEntries = name.elementsEqual("entry".utf8) && walk.byte == UInt8(ascii: "[")
            guard walk.value() else { return .unknown(inEntries: isEntries) }
        }
    }

    /// Whether the first value ends in its line.
    private static func lineLayout(of text: ArraySlice<UInt8>, isWhole: Bool) -> Layout? {
        guard text.first == UInt8(ascii: "{") else { return .lines }
        guard let end = text.firstIndex(of: 0x0A) else { return isWhole ? .lines : nil }
        var walk = Walk(text[..<end])
        guard !walk.value() else { return .lines }
        // The second line of a value begins with a name; where it begins as a value does, the first one is broken.
        guard let next = text[end...].first(where: { !$0.isJSONSpace }) else { return isWhole ? .lines : nil }
        return next == UInt8(ascii: "{") ? .lines : .values
    }

    /// A way through JSON by its quotes and brackets alone.
    private struct Walk {
        private let text: ArraySlice<UInt8>
        private var position: Int

        init(_ text: ArraySlice<UInt8>) {
            self.text = text
            position = text.startIndex
        }

        /// What is still to come.
        var rest: ArraySlice<UInt8> { text[position...] }

        /// Goes to the value of a member of the object that the walk is in.
        mutating func find(_ member: String) -> Bool {
            while skip(UInt8(ascii: ",")), byte == UInt8(ascii: "\"") {
                guard let name = string(), skip(UInt8(ascii: ":")) else { return false }
                if name.elementsEqual(member.utf8) { return true }
                guard value() else { return false }
            }
            return false
        }

        /// The byte where the walk stands; zero at the end.
        var byte: UInt8 { position < text.endIndex ? text[position] : 0 }

        mutating func take(_ expected: UInt8) -> Bool {
            guard byte == expected else { return false }
            position += 1
            return true
        }

        /// Passes space and a byte; `false` at the end.
        mutating func skip(_ other: UInt8) -> Bool {
            while position < text.endIndex, byte.isJSONSpace || byte == other { position += 1 }
            return position < text.endIndex
        }

        /// Passes a string and gives what is between its quotes, as it is written; `nil` if it does not end.
        mutating func string() -> ArraySlice<UInt8>? {
            let start = position + 1
            position = start
            while position < text.endIndex, byte != UInt8(ascii: "\"") {
                position += byte == UInt8(ascii: "\\") ? 2 : 1
            }
            guard position < text.endIndex else { return nil }
            defer { position += 1 }
            return text[start..<position]
        }

        /// Passes a value; `false` if it does not end.
        mutating func value() -> Bool {
            var depth = 0
            while position < text.endIndex {
                switch byte {
                case UInt8(ascii: "\""): guard string() != nil else { return false }
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    position += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    guard depth > 0 else { return true }
                    depth -= 1
                    position += 1
                case UInt8(ascii: ","):
                    guard depth > 0 else { return true }
                    position += 1
                    continue
                default:
                    position += 1
                    continue
                }
                if depth == 0 { return true }
            }
            return false
        }
    }
}
