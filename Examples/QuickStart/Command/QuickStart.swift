internal import ArgumentParser
internal import Foundation

/// The program that Scripts/demo runs.
@main
struct QuickStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quick-start",
        abstract: "Shows on a fresh vault who sees which note, and why.",
        discussion: """
            Imports notes, documents sessions of a person, of a couple and of a group, and looks at them as \
            eight people. Exits with 0 only if everything holds that is shown.

            The key file is protected by the passphrase in \(Passphrase.variable), or else by \
            "\(Passphrase.ofTheDemonstration)", which protects nothing.
            """
    )

    @Option(
        help: ArgumentHelp("Import this FHIR R4 Bundle or NDJSON in place of the sample.", valueName: "file")
    )
    var input: String?

    @Option(
        help: ArgumentHelp(
            "Keep the store here, closed and complete, with <file>.keys and <file>.anchor beside it.",
            valueName: "file"
        )
    )
    var store: String?

    @Option(
        help: ArgumentHelp(
            "Only check every stored value of a kept store; exit with 1 if anything is wrong.",
            valueName: "file"
        )
    )
    var verify: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard verify == nil || (input == nil && store == nil) else {
            throw ValidationError("--verify goes with neither --input nor --store")
        }
    }

    func run() async throws {
        if let verify {
            try await Self.verify(verify, json: json)
        } else if let store {
            try await demonstrate(in: PracticeFiles(new: store))
        } else {
            try await TemporaryFolder.with { folder in
                try await demonstrate(in: PracticeFiles(new: folder.appending(path: "practice.db").path()))
            }
        }
    }

    private func demonstrate(in files: PracticeFiles) async throws {
        let demonstration = try await Demonstration(founding: files, importing: Input(input))
        for refusal in demonstration.refusals { Console.complain("not imported: \(refusal)") }
        try Console.print(json ? demonstration.findings.json : demonstration.text)
        for finding in demonstration.store.verification.complaints {
            Console.complain("in the store: \(finding)")
        }
        for expectation in demonstration.expectations.broken {
            Console.complain("does not hold: \(expectation)")
        }
        guard demonstration.expectations.broken.isEmpty else { throw ExitCode.failure }
    }

    private static func verify(_ store: String, json: Bool) async throws {
        let verification = try await Verification(of: store)
        for finding in verification.complaints { Console.complain(finding) }
        try Console.print(
            json ? VerificationSummary(verification).json : VerificationSummary(verification).text
        )
        guard verification.isIntact else { throw ExitCode.failure }
    }
}
