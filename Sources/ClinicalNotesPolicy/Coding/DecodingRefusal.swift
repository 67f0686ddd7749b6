/// Why a document in JSON was refused, and where: what a command-line tool prints.
///
/// The path is written as `rules[2].when["principal.role"][0]`; that of the document as a whole is empty.
public struct DecodingRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the document.
    public let path: String
    /// What is wrong there.
    public let message: String

    /// The refusal that an error of decoding stands for.
    ///
    /// - Parameter error: What a decoder threw; of an error that is none of `DecodingError` nothing but its
    ///   description is known.
    public init(_ error: any Error) {
        guard let error = error as? DecodingError else {
            self.init(path: "", message: "\(error)")
            return
        }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            self.init(path: Self.path(context.codingPath), message: context.debugDescription)
        case .keyNotFound(let key, let context):
            self.init(path: Self.path(context.codingPath + [key]), message: "the key is missing")
        @unknown default:
            self.init(path: "", message: "\(error)")
        }
    }

    init(path: String, message: String) {
        self.path = path
        self.message = message
    }

    /// The path and what is wrong there, in one line.
    public var description: String { path.isEmpty ? message : "\(path): \(message)" }

    /// A path as people write it.
    static func path(_ keys: [any CodingKey]) -> String {
        var out = ""
        for key in keys {
            if let index = key.intValue {
                out += "[\(index)]"
            } else if isWord(key.stringValue) {
                out += out.isEmpty ? key.stringValue : ".\(key.stringValue)"
            } else {
                let name = key.stringValue.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
                out += "[\"\(name)\"]"
            }
        }
        return out
    }

    private static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
        }
    }
}
