import ClinicalNotes
import Foundation

/// One line of the shared decision vectors: a request, and what must come of it.
struct DecisionVector: Decodable, Sendable {
    struct Expectation: Decodable, Sendable {
        let effect: Effect
        let why: String
        /// None where a vector says nothing of them.
        let obligations: Set<Obligation>?

        enum CodingKeys: String, CodingKey {
            case effect, obligations
            case why = "why_citation"
        }
    }

    let id: String
    let request: AccessRequest
    let expect: Expectation

    var group: String { String(id.prefix { $0 != "-" }) }

    private static let sharedFile = "../../../../shared/vectors/decisions.jsonl"

    /// Whether the shared vectors are beside the checkout.
    static let sharedExists = FileManager.default.fileExists(
        atPath: url(sharedFile).path(percentEncoded: false)
    )

    /// The vectors beside the checkout; none if they are not there.
    static let shared = Result { try sharedExists ? vectors(in: url(sharedFile)) : [] }

    /// Our own vectors: one at least for every rule.
    static let own = Result { try vectors(in: url("../../Vectors/policy/decisions.jsonl")) }

    /// Our own vectors, a few of each kind of case where law was once read wrongly.
    static let kinds = Result { try vectors(in: url("../../Vectors/policy/kinds.jsonl")) }

    private static let foundFile = "../../../../shared/vectors/found.jsonl"

    /// Whether what others found wrong is beside the checkout.
    static let foundExists = FileManager.default.fileExists(
        atPath: url(foundFile).path(percentEncoded: false)
    )

    /// What others found wrong; none if it is not there.
    static let found = Result { try foundExists ? vectors(in: url(foundFile)) : [] }

    private static func url(_ path: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: path)
    }

    private static func vectors(in file: URL) throws -> [DecisionVector] {
        let text = try String(contentsOf: file, encoding: .utf8)
        return try text.split(separator: "\n").map {
            try JSONDecoder().decode(DecisionVector.self, from: Data($0.utf8))
        }
    }

    /// The paragraphs that the expected citation names, such as those of `45 CFR 164.512(a), (f)(1); 171.103`.
    var paragraphs: [String] {
        var found: [String] = []
        var title = ""
        var section = ""
        for law in expect.why.split(separator: ";").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if law.hasPrefix("UK") || law.hasPrefix("DPA") {
                found.append(law)
            } else {
                found += Self.federal(law, &title, &section)
            }
        }
        return found
    }

    private static func federal(_ law: String, _ title: inout String, _ section: inout String) -> [String] {
        var found: [String] = []
        for piece in law.split(separator: ",") {
            var text = piece.trimmingCharacters(in: .whitespaces)
            for name in ["45 CFR", "42 CFR"] where text.hasPrefix(name) {
                title = name
                text = text.dropFirst(name.count).trimmingCharacters(in: .whitespaces)
            }
            if let range = text.range(of: ")-(") { text = String(text[..<range.lowerBound]) + ")" }
            if let range = text.range(of: " (") { text = String(text[..<range.lowerBound]) }
            if text.hasPrefix("(") {
                found.append("\(title) \(section)\(text)")
            } else {
                section = String(text.prefix { $0 != "(" })
                found.append("\(title) \(text)")
            }
        }
        return found
    }
}

/// A vector that a vault cannot be brought to ask, and why.
struct Inexpressible: Error, Hashable {
    let reason: Reason

    enum Reason: String {
        case separated =
            "The vault keeps every psychotherapy note apart; one that lies in the chart cannot be made."
        case openedByAnother = "Nobody but the originator can open a psychotherapy note to the patient."
        case unrecorded = "The vault has no call that puts this circumstance on record."
        case holder = "The vault takes over no note of this kind."
        case outsiderInside =
            "Who is outside the holder does not read inside; the vault asks it as a disclosure."
        case insiderOutside =
            "Who is inside the holder does not receive disclosures; the vault asks it as a reading."
        case classification =
            "What a note is follows from its compartment; it cannot be said of a note apart."
        case refusedDocument = "The vault's documents cannot have this defect."
        case noWriter = "The vault writes nothing for an author who is not known to it as verified staff."
    }

    init(_ reason: Reason) { self.reason = reason }
}
