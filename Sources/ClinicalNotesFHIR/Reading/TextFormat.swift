/// The formats that words are read from, in the order in which they are preferred.
enum TextFormat: Int, Comparable {
    case plain, html, clinicalDocument, richText

    /// The format of some bytes, or `nil` if no words are read from them.
    ///
    /// The first bytes are believed more than the media type where they say something else: RTF that is called plain text.
    init?(_ mediaType: MediaType, _ bytes: Span<UInt8>) {
        let name = mediaType.name
        let sniffed = TextFormat.mediaType(of: bytes)
        if sniffed == "application/rtf" && (name.hasPrefix("text/") || name.hasSuffix("rtf")) {
            self = .richText
        } else if ["text/html", "application/xhtml+xml"].contains(name) {
            self = .html
        } else if name.hasSuffix("/xml") || name.hasSuffix("+xml") {
            guard TextFormat.isClinicalDocument(bytes) else { return nil }
            self = .clinicalDocument
        } else if name.hasPrefix("text/") && !name.hasSuffix("rtf") {
            self = .plain
        } else {
            return nil
        }
    }

    static func < (left: TextFormat, right: TextFormat) -> Bool { left.rawValue < right.rawValue }

    /// Whether readers of the original see what its words do not say, such as a layout.
    var keepsOriginal: Bool { self == .clinicalDocument || self == .richText }

    /// The media type that the first bytes tell, or `nil`.
    static func mediaType(of bytes: Span<UInt8>) -> String? {
        let start = (0..<min(bytes.count, 512)).map { bytes[$0] }
        for (mark, name) in marks where start.starts(with: mark) { return name }
        // Every other mark of a text begins with a tag.
        let text = start.drop { HTMLTokenizer.isSpace($0) || [0xEF, 0xBB, 0xBF].contains($0) }
        guard text.first == UInt8(ascii: "<") else { return nil }
        let words = String(decoding: text, as: UTF8.self).lowercased()
        for (mark, name) in textMarks where words.hasPrefix(mark) { return name }
        return nil
    }

    private static let marks: [([UInt8], String)] = [
        (Array("%PDF-".utf8), "application/pdf"), (Array("{\\rtf".utf8), "application/rtf"),
        ([0x1F, 0x8B], "application/gzip"), ([0x89, 0x50, 0x4E, 0x47], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"), ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"), ([0x50, 0x4B, 0x03, 0x04], "application/zip"),
    ]

    private static let textMarks = [
        ("<!doctype html", "text/html"), ("<html", "text/html"), ("<body", "text/html"),
        ("<div", "text/html"),
        ("<p>", "text/html"), ("<?xml", "application/xml"), ("<clinicaldocument", "application/xml"),
    ]

    private static func isClinicalDocument(_ bytes: Span<UInt8>) -> Bool {
        // The root stands behind a prolog, comments and style sheets.
        let start = (0..<min(bytes.count, 16_384)).map { bytes[$0] }
        return start.firstRange(of: "ClinicalDocument".utf8) != nil
    }
}
