internal import Foundation

/// What another engine answered, by the name of the request.
struct ExpectedAnswers {
    /// One of its answers.
    struct Answer: Hashable, Decodable {
        let decision: PeerAnswer.Decision
        let rules: Set<String>
    }

    private var answers: [JSONValue: Answer] = [:]

    /// Reads the answers of a file.
    init(of file: InputFile) throws {
        let decoder = JSONDecoder()
        var answers: [JSONValue: Answer] = [:]
        try file.forEachLine { bytes in
            let id = try JSONReader.id(of: bytes)
            do {
                answers[id] = try decoder.decode(Answer.self, from: Data(bytes))
            } catch {
                throw InputRefusal(error)
            }
        }
        self.answers = answers
    }

    subscript(id: JSONValue) -> Answer? { answers[id] }
}

extension JSONReader {
    /// The name of a line that is an object.
    static func id(of bytes: [UInt8]) throws(InputRefusal) -> JSONValue {
        let value = try value(of: bytes)
        guard case .object = value else { throw InputRefusal(path: "", message: "expected an object") }
        guard let id = value["id"] else { throw InputRefusal(path: "id", message: "the key is missing") }
        return id.value
    }
}
