#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import TestSupport
import Testing

@Suite("A vault whose process is killed", .serialized)
struct KilledVaultTests {
    static let writer = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("VaultCrashWriter")
    static let kills = Soak.isOn ? 200 : 15

    /// What one run had acknowledged, by the name of the session.
    struct Acknowledged {
        var summary: NoteID
        var analysis: NoteID
        var steps: Set<Substring>
    }

    let practice: KilledPractice

    init() async throws { practice = try await KilledPractice() }

    @Test(
        "loses nothing that was acknowledged, and holds nothing half",
        .enabled(if: FileManager.default.isExecutableFile(atPath: writer.path)),
        .timeLimit(.minutes(60))
    )
    func losesNothing() async throws {
        var notes = 0
        var steps = 0
        for run in 0..<Self.kills {
            let acknowledged = try await killWriter(run)
            notes += acknowledged.count * 2
            steps += acknowledged.values.map(\.steps.count).reduce(0, +)
            try await check(run, acknowledged)
        }
        #expect(steps > Self.kills)
        let report = try await practice.verify()
        #expect(report.finding == .verified)
        print(
            "killed a vault \(Self.kills) times: \(notes) notes and \(steps) steps acknowledged, 0 lost, 0 half;",
            "audit of \(report.integrated + report.pending) entries verified"
        )
    }

    /// Starts the writer, kills it at a random moment and answers what it had acknowledged.
    private func killWriter(_ run: Int) async throws -> [Substring: Acknowledged] {
        let said = practice.folder + "/said-\(run)"
        #expect(FileManager.default.createFile(atPath: said, contents: nil))
        let process = Process()
        process.executableURL = Self.writer
        process.arguments = [practice.folder, "\(run)"]
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: said))
        try process.run()
        // Nor does a test that ends early leave a writer behind.
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        // Most kills hit the load, some the opening.
        let isEarly = run % 5 == 4
        while !isEarly, process.isRunning, try lines(said).isEmpty {
            try await Task.sleep(for: .milliseconds(2))
        }
        try await Task.sleep(for: .microseconds(Int.random(in: 0...250_000)))
        #expect(process.isRunning)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        var acknowledged: [Substring: Acknowledged] = [:]
        for line in try lines(said) {
            let words = line.split(separator: " ")
            if words[0] == "documented" {
                acknowledged[words[1]] = Acknowledged(
                    summary: try note(words[2]),
                    analysis: try note(words[3]),
                    steps: []
                )
            }
            acknowledged[words[1]]?.steps.insert(words[0])
        }
        return acknowledged
    }

    /// The lines that are whole.
    private func lines(_ path: String) throws -> [Substring] {
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    private func note(_ text: Substring) throws -> NoteID {
        let halves = text.split(separator: ":")
        return NoteID(
            owner: OwnerID(try #require(Bytes16(hex: halves[0]))),
            record: RecordID(try #require(Bytes16(hex: halves[1])))
        )
    }

    private func check(_ run: Int, _ acknowledged: [Substring: Acknowledged]) async throws {
        let vault = try await practice.open()
        let desk = try await practice.desk(vault)
        let portal = try await vault.session(for: .patient(practice.patient))
        for (name, session) in acknowledged {
            let summary = try await desk.read(session.summary)
            let analysis = try await desk.read(session.analysis)
            #expect(analysis[\PsychotherapyNote.impressions]?.copyString() == "Impression \(name)")
            let plan = summary[\SessionSummary.plan]?.text.copyString()
            #expect(
                plan == "Amended \(name)" || (plan == "Plan \(name)" && !session.steps.contains("amended"))
            )
            if session.steps.contains("signed") {
                #expect(summary.status != .draft && analysis.status == .signed)
            }
            if session.steps.contains("released") {
                #expect(
                    try await portal.read(session.summary)[\SessionSummary.plan]?.text.copyString() == plan
                )
            }
        }
        try await checkWhole(run, acknowledged, desk)
        // The next write works, under a key that the killed process may have used too.
        let visit = try await desk.document(
            practice.session("\(run).after", at: KilledPractice.start(run)),
            idempotencyKey: IdempotencyKey("document \(run).after")
        )
        #expect(try await desk.read(visit.summary).status == .draft)
        try await vault.close()
        let report = try await practice.verify()
        #expect(report.finding == .verified && report.pending == 0)
    }

    /// Every session of this run is whole, acknowledged or not: a summary and its analysis, one each.
    private func checkWhole(
        _ run: Int,
        _ acknowledged: [Substring: Acknowledged],
        _ desk: NoteSession
    ) async throws {
        var ids: [NoteID] = []
        for try await entry in desk.chart(of: practice.patient) {
            guard entry.period.lowerBound >= KilledPractice.start(run) else { break }
            ids.append(entry.id)
        }
        var summaries: [Substring] = []
        var analyses: [Substring] = []
        let opened = try await desk.read(ids)
        #expect(opened.count == ids.count)
        for note in opened.values {
            if let words = note[\PsychotherapyNote.impressions]?.copyString() {
                analyses.append(words.split(separator: " ")[1])
            } else if let words = note[\SessionSummary.plan]?.text.copyString() {
                summaries.append(words.split(separator: " ")[1])
            }
        }
        #expect(summaries.sorted() == analyses.sorted() && summaries.count * 2 == ids.count)
        #expect(Set(summaries).count == summaries.count)
        #expect(Set(summaries).isSuperset(of: acknowledged.keys))
    }
}
#endif
