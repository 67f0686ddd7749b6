/// What is wrong with an input, and where.
struct InputRefusal: Error, Equatable, CustomStringConvertible {
    /// The file and its line, if it is one.
    var place = ""
    /// Where in the document, such as `request.note.holds[0].reason`; empty for all of it.
    let path: String
    /// What is wrong there.
    let message: String

    var description: String {
        [place, path, message].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    /// The same refusal, of a place.
    func at(_ place: String) -> InputRefusal { InputRefusal(place: place, path: path, message: message) }
}

extension InputRefusal {
    /// What a decoder refused.
    ///
    /// - Parameters:
    ///   - error: What it threw.
    ///   - root: The path of what was decoded.
    init(_ error: any Error, under root: String = "") {
        guard let error = error as? DecodingError else {
            self.init(path: root, message: "\(error)")
            return
        }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            self.init(path: Self.path(context.codingPath, under: root), message: context.debugDescription)
        case .keyNotFound(let key, let context):
            self.init(path: Self.path(context.codingPath + [key], under: root), message: "the key is missing")
        @unknown default:
            self.init(path: root, message: "\(error)")
        }
    }

    private static func path(_ keys: [any CodingKey], under root: String) -> String {
        keys.reduce(into: root) { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}
