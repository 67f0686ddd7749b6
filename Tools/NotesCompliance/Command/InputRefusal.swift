internal import ClinicalNotesPolicy

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
        let refusal = DecodingRefusal(error)
        let isJoined = root.isEmpty || refusal.path.isEmpty || refusal.path.hasPrefix("[")
        self.init(path: root + (isJoined ? "" : ".") + refusal.path, message: refusal.message)
    }
}
