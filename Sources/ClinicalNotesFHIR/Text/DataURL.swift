internal import ClinicalNotesModel

/// A `data:` address (RFC 2397), which holds what it names.
struct DataURL {
    /// The media type as it stands there, `text/plain` if it has parameters alone; empty if there is none.
    let mediaType: String
    let bytes: SensitiveBytes

    /// Takes an address apart, or gives `nil` if it is another one or malformed.
    init?(_ url: String) {
        guard url.prefix(5).lowercased() == "data:", let comma = url.firstIndex(of: ",") else { return nil }
        var head = url[url.index(url.startIndex, offsetBy: 5)..<comma]
        let isBase64 = head.lowercased().hasSuffix(";base64")
        if isBase64 { head = head.dropLast(7) }
        mediaType = head.hasPrefix(";") ? "text/plain\(head)" : String(head)
        guard let decoded = DataURL.decoded(url[url.index(after: comma)...].utf8) else { return nil }
        if isBase64 {
            guard let bytes = Base64.decode(String(decoding: decoded, as: UTF8.self)) else { return nil }
            self.bytes = bytes
        } else {
            bytes = SensitiveBytes(decoded)
        }
    }

    /// Resolves `%20` and its like.
    private static func decoded(_ text: Substring.UTF8View) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
