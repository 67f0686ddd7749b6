internal import ArgumentParser
internal import ClinicalNotesFHIR
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

            A store that was kept can be lived with: each --continue documents another visit, and takes back what the \
            week before opened (amends its summary, withholds and holds back what was released, revokes an \
            authorization, ends an enrollment). Change the rows in between as you like, with any SQLite: --verify \
            finds it, and --continue shows what comes of it.

            The key file is protected by the passphrase in \(Passphrase.variable), or else by \
            "\(Passphrase.ofTheDemonstration)", which protects nothing.
            """
    )

    @Option(
        help: ArgumentHelp(
            """
            Import this FHIR R4 Bundle or NDJSON in place of the sample; given several times, what belongs together in any \
            order. A store that was kept is opened again, and takes over what is new. Exits with 2 if no note of it is on \
            record then.
            """,
            valueName: "file"
        )
    )
    var input: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            The address of the server that the input comes from, or another name of its own: ids are unique in it. All inputs \
            that come without one count as of one system.
            """,
            valueName: "URI"
        )
    )
    var source: String?

    @Option(
        help: ArgumentHelp(
            "Write what was refused into this file, a line each, and not to the standard error.",
            valueName: "file"
        )
    )
    var report: String?

    @Option(
        help: ArgumentHelp(
            """
            Keep the store here, closed and complete, with <file>.keys and <file>.anchor beside it, and in <file>.people \
            what the people and the host have.
            """,
            valueName: "file"
        )
    )
    var store: String?

    @Option(
        help: ArgumentHelp(
            """
            Keep the store in this database of a PostgreSQL server (see Scripts/postgresql), in a schema of its own that is left \
            there. A password belongs into PGPASSWORD.
            """,
            valueName: "URL"
        )
    )
    var postgresql: String?

    @Option(
        name: .customLong("continue"),
        help: ArgumentHelp(
            "Live another week on a kept store, and show what the eight people see then.",
            valueName: "file"
        )
    )
    var continued: String?

    @Option(
        help: ArgumentHelp(
            "Only check every stored value of a kept store; exit with 1 if anything is wrong.",
            valueName: "file"
        )
    )
    var verify: String?

    @Flag(help: "With --verify or --continue: leave the anchor aside, as if there were none.")
    var unanchored = false

    @Flag(help: "Print one JSON object.")
    var json = false

    /// The status with which the program ends if no note of the input is on record.
    private static let nothingCameIn = ExitCode(2)

    func validate() throws {
        let isKept = verify != nil || continued != nil
        guard !isKept || (input.isEmpty && report == nil && store == nil) else {
            throw ValidationError("--verify and --continue go with neither --input nor --store")
        }
        guard postgresql == nil || (!isKept && store == nil) else {
            throw ValidationError("--postgresql goes with none of --store, --continue and --verify")
        }
        guard source == nil || !input.isEmpty else {
            throw ValidationError("--source goes with --input")
        }
        guard verify == nil || continued == nil else {
            throw ValidationError("--verify goes without --continue")
        }
        guard isKept || !unanchored else {
            throw ValidationError("--unanchored goes with --verify or --continue")
        }
    }

    func run() async throws {
        if let verify {
            try await check(PracticeFiles(existing: verify, isAnchored: !unanchored))
        } else if let continued {
            try await goOn(with: PracticeFiles(existing: continued, isAnchored: !unanchored))
        } else if let store, !input.isEmpty, FileManager.default.fileExists(atPath: store) {
            try await takeOver(into: PracticeFiles(existing: store))
        } else if let store {
            try await demonstrate(in: PracticeFiles(new: store))
        } else {
            try await TemporaryFolder.with { folder in
                try await demonstrate(
                    in: PracticeFiles(
                        new: folder.appending(path: "practice.db").path(),
                        in: postgresql.map(PracticeDatabase.init(at:))
                    )
                )
            }
        }
    }

    private func demonstrate(in files: PracticeFiles) async throws {
        let demonstration = try await Demonstration(founding: files, importing: read())
        try tell(demonstration.refusals)
        try Console.print(json ? demonstration.findings.json : demonstration.text)
        for finding in demonstration.store.verification.complaints {
            Console.complain("in the store: \(finding)")
        }
        guard !demonstration.intake.isEmpty else { throw Self.nothingCameIn }
        try conclude(demonstration.expectations)
    }

    private func takeOver(into files: PracticeFiles) async throws {
        let takenOver = try await FurtherIntake(of: files, importing: read()).takenOver
        try tell(takenOver.refusals)
        try Console.print(json ? takenOver.intake.json : takenOver.intake.text)
        guard !takenOver.intake.isEmpty else { throw Self.nothingCameIn }
    }

    /// Reads the input before anything is founded or opened.
    private func read() throws -> Input {
        do {
            return try Input(input, from: source ?? Input.source)
        } catch let error as FHIRError {
            try tell([error])
            throw Self.nothingCameIn
        }
    }

    private func tell(_ refusals: [FHIRError]) throws {
        let lines = refusals.map { "not imported: \($0)" }
        guard let report else { return lines.forEach(Console.complain) }
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: report), options: .atomic)
    }

    private func goOn(with files: PracticeFiles) async throws {
        let continuation = try await Continuation(of: files)
        let summary = ContinuationSummary(continuation)
        try Console.print(json ? summary.json : summary.text)
        try conclude(continuation.expectations)
    }

    private func conclude(_ expectations: Expectations) throws {
        for expectation in expectations.broken { Console.complain("does not hold: \(expectation)") }
        guard expectations.broken.isEmpty else { throw ExitCode.failure }
    }

    private func check(_ files: PracticeFiles) async throws {
        let summary: VerificationSummary
        do {
            let verification = try await Verification(of: files)
            if json { for complaint in verification.complaints { Console.complain(complaint) } }
            summary = VerificationSummary(verification)
        } catch let complaint as StoreComplaint {
            guard let finding = complaint.finding else { throw complaint }
            summary = VerificationSummary(unopened: complaint, kind: finding, files)
        }
        try Console.print(json ? summary.json : summary.text)
        guard summary.isAsWritten, summary.anchored || unanchored else { throw ExitCode.failure }
    }
}
