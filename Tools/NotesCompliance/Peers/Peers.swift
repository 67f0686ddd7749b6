internal import ArgumentParser

/// Answers the peers' workload and compares.
struct Peers: Subcommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers the workload of other policy engines, and compares with their answers.",
        discussion: """
            Twelve rules, written in the library's rule language, are asked about every request and every list. \
            Each is answered with a line; the last line is a summary. Every fact of every request, and every \
            column of every note of a list, is also made unknown in turn, which must open nothing.
            """
    )

    @Option(help: "The requests, one a line.")
    var requests: String

    @Option(help: "The list questions, one a line, with the notes that are allowed where they are known.")
    var lists: String

    @Option(help: "Who asks and which notes there are; entities.json beside the requests unless given.")
    var entities: String?

    @Option(help: "The answers to compare with; expected.jsonl beside the requests unless given.")
    var expected: String?

    func run(on console: Console) throws -> ExitCode {
        let requests = InputFile(path: requests)
        let entities = entities.map(InputFile.init(path:)) ?? requests.beside("entities.json")
        let usual = requests.beside("expected.jsonl")
        let expected = expected.map(InputFile.init(path:)) ?? (usual.exists ? usual : nil)
        var run = PeerRun(writing: LineWriter(console.write))
        try run.answerRequests(of: requests, expecting: try expected.map(ExpectedAnswers.init(of:)))
        try run.answerLists(of: InputFile(path: lists), over: entities)
        try run.finish()
        for line in run.tally.report { console.complain(line) }
        return run.tally.isClean ? .success : .failure
    }
}
