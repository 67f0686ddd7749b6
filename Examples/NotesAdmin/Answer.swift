internal import Foundation

/// What a command tells: facts by name, and whether all is well.
struct Answer: Sendable {
    /// A fact: identifiers, counts and codes.
    enum Fact: Encodable, Sendable {
        case text(String), number(Int), flag(Bool), texts([String]), numbers([String: Int])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .flag(let flag): try container.encode(flag)
            case .texts(let texts): try container.encode(texts)
            case .numbers(let numbers): try container.encode(numbers)
            }
        }

        /// The same, to be read: one line or several.
        var lines: [String] {
            switch self {
            case .text(let text): [text]
            case .number(let number): ["\(number)"]
            case .flag(let flag): [flag ? "yes" : "no"]
            case .texts(let texts): texts.isEmpty ? ["none"] : texts
            case .numbers(let numbers): numbers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            }
        }
    }

    let isWell: Bool
    private(set) var facts: [(name: String, fact: Fact)]

    init(isWell: Bool = true, _ facts: [(String, Fact)]) {
        self.isWell = isWell
        self.facts = facts.map { ($0.0, $0.1) }
    }

    /// One JSON object, its members in the order of their names.
    var json: String {
        let members = Dictionary(facts.map { ($0.name, $0.fact) }) { first, _ in first }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(members)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// One line a fact, further ones indented.
    var text: String {
        facts.flatMap { name, fact in
            let lines = fact.lines
            return lines.count == 1 ? ["\(name): \(lines[0])"] : ["\(name):"] + lines.map { "  " + $0 }
        }.joined(separator: "\n")
    }
}
