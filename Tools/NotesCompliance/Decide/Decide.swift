internal import ArgumentParser
internal import ClinicalNotesPolicy
internal import Foundation

/// Decides requests, one a line.
struct Decide: Subcommand {
    static let configuration = CommandConfiguration(
        abstract: "Decides requests, one a line, and answers each with a line.",
        discussion: """
            A line is an object with an id and a request. The answer has the effect, the citations, the \
            obligations, the rules that decided and, where a missing fact decides, the axes that would settle it. \
            A line that cannot be read is answered with the path of what is wrong; the others are still decided.
            """
    )

    @OptionGroup var options: PolicyOptions

    @Option(help: "Explain each answer: auditor or asker.")
    var explain: Explained?

    func run(on console: Console) throws -> ExitCode {
        let policy = try options.policy()
        let decoder = JSONDecoder()
        var lines = LineReader(console.read)
        var answers = LineWriter(console.write)
        var isWellFormed = true
        while true {
            // Whoever sends one line and waits for its answer gets it.
            if lines.mustWait { try answers.flush() }
            guard let line = try lines.next() else { break }
            if line.isBlank { continue }
            switch RequestLine(line, decoder) {
            case .request(let id, let request):
                try answers.print(policy.decide(request).json(id: id, explained: explain))
            case .malformed(let id, let refusal):
                isWellFormed = false
                try answers.print(refusal.json(id: id))
            }
        }
        try answers.flush()
        return isWellFormed ? .success : .failure
    }
}

extension InputRefusal {
    /// The answer to a line that cannot be read.
    fileprivate func json(id: JSONValue) -> JSONValue {
        .object(["id": id, "error": .object(["path": .string(path), "message": .string(message)])])
    }
}
