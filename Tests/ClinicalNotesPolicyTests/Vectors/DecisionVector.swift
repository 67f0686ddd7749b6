import ClinicalNotesPolicy
import Foundation

/// One line of a file of decision vectors.
struct DecisionVector: Decodable, Sendable, CustomStringConvertible {
    struct Expectation: Decodable, Sendable {
        let effect: Effect
        let why: String
        /// None where a vector says nothing of them.
        let obligations: [Obligation]?

        enum CodingKeys: String, CodingKey {
            case effect, obligations
            case why = "why_citation"
        }
    }

    let id: String
    let request: AccessRequest
    let expect: Expectation

    var description: String { id }
    var group: String { String(id.prefix { $0 != "-" }) }

    /// The peers' vectors beside the checkout, if they are there.
    static let shared = file(
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../../shared/vectors/decisions.jsonl"
        )
    )

    /// Our own vectors.
    static let own = file(
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Vectors/policy/decisions.jsonl"
        )
    )

    /// Our own vectors, drawn from the digest of the law line by line.
    static let digest = file(
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Vectors/policy/digest.jsonl"
        )
    )

    /// Our own vectors about papers, authorship and keys: who may, for each kind and way of standing to it.
    static let papers = file(
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Vectors/policy/papers.jsonl"
        )
    )

    /// Our own vectors, a few of each kind of case where law was once read wrongly.
    static let kinds = file(
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Vectors/policy/kinds.jsonl"
        )
    )

    /// What others found wrong, beside the checkout, if it is there; obligations are not given.
    static let found = file(
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../../shared/vectors/found.jsonl"
        )
    )

    /// The lines of a file, each as text.
    static func lines(_ url: URL) -> [String]? {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        return text.split(separator: "\n").map(String.init)
    }

    private static func file(_ url: URL) -> Result<[DecisionVector], any Error> {
        Result {
            let text = try String(contentsOf: url, encoding: .utf8)
            return try text.split(separator: "\n").map {
                try JSONDecoder().decode(DecisionVector.self, from: Data($0.utf8))
            }
        }
    }

    /// What is wrong with an answer, or nothing.
    func disagreements(with decision: Decision) -> [String] {
        var out = [String]()
        if decision.effect != expect.effect {
            out.append("effect \(decision.effect), expected \(expect.effect)")
        }
        if let obligations = expect.obligations {
            let got = Set(decision.obligations.map(\.rawValue))
            let wanted = Set(obligations.map(\.rawValue))
            if got != wanted { out.append("obligations \(got.sorted()), expected \(wanted.sorted())") }
        }
        let citations = decision.citations.map(\.description)
        let paragraphs = WrittenCitation.all(expect.why)
        if !citations.contains(where: { citation in
            paragraphs.contains { citation == $0 || citation.hasPrefix($0 + "(") }
        }) {
            out.append("citations \(citations), expected \(paragraphs)")
        }
        if citations.count > 3 { out.append("more than three citations") }
        return out
    }
}

/// Citations as lawyers write them in one line.
enum WrittenCitation {
    /// Each paragraph that a line such as `45 CFR 164.512(a), (f)(1); 171.103` names.
    static func all(_ line: String) -> [String] {
        var out = [String]()
        var title = ""
        var section = ""
        for law in line.split(separator: ";").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if law.hasPrefix("UK") || law.hasPrefix("DPA") {
                out.append(law)
            } else {
                out += federal(law, &title, &section)
            }
        }
        return out
    }

    private static func federal(_ law: String, _ title: inout String, _ section: inout String) -> [String] {
        var out = [String]()
        for piece in law.split(separator: ",") {
            var text = piece.trimmingCharacters(in: .whitespaces)
            for name in ["45 CFR", "42 CFR"] where text.hasPrefix(name) {
                title = name
                text = text.dropFirst(name.count).trimmingCharacters(in: .whitespaces)
            }
            if let range = text.range(of: ")-(") { text = String(text[..<range.lowerBound]) + ")" }
            if let range = text.range(of: " (") { text = String(text[..<range.lowerBound]) }
            if text.hasPrefix("(") {
                out.append("\(title) \(section)\(text)")
            } else {
                section = String(text.prefix { $0 != "(" })
                out.append("\(title) \(text)")
            }
        }
        return out
    }
}
