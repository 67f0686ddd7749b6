internal import ClinicalNotes

extension JSONObject {
    /// A digest of what the object says, the same wherever it stands and in whichever order its members are.
    var digest: Digest {
        var bytes: [UInt8] = []
        JSONValue.object(self).write(into: &bytes)
        return Digest.of(bytes)
    }
}

extension JSONValue {
    /// Writes the value so that no two values are written alike.
    fileprivate func write(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(UInt8(ascii: "n"))
        case .boolean(let flag): bytes.append(UInt8(ascii: flag ? "t" : "f"))
        case .number(let text): Self.write(text, UInt8(ascii: "d"), into: &bytes)
        case .string(let text): Self.write(text, UInt8(ascii: "s"), into: &bytes)
        case .array(let elements):
            Self.write(String(elements.count), UInt8(ascii: "a"), into: &bytes)
            for element in elements { element.write(into: &bytes) }
        case .object(let object):
            Self.write(String(object.members.count), UInt8(ascii: "o"), into: &bytes)
            for (name, value) in object.members.sorted(by: { $0.key < $1.key }) {
                Self.write(name, UInt8(ascii: "s"), into: &bytes)
                value.write(into: &bytes)
            }
        }
    }

    private static func write(_ text: String, _ kind: UInt8, into bytes: inout [UInt8]) {
        bytes.append(kind)
        bytes += Array("\(text.utf8.count):".utf8)
        bytes += Array(text.utf8)
    }
}
