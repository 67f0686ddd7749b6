internal import BenchmarkTools
internal import ClinicalNotes
internal import ClinicalNotesSQLite
internal import Foundation

/// A practice in a SQLite file with two patients: one has a chart of 200 notes of 4 KB, the other one of 10,000 notes.
struct CallPractice {
    private static let shortChart = 200
    private static let longChart = 10_000
    private static let entriesPerPage = 50

    private let folder: URL
    private let vault: NoteVault
    private let meter: CallMeter
    private let desk: NoteSession
    private let patient: PatientID
    private let notes: [NoteID]
    private let chart: Chart
    /// Where the chart is read on.
    private var cursor: ChartCursor?
    /// How many sessions were documented.
    private var documented = 0

    /// Founds the practice and fills its charts.
    init() async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("clinical-notes-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("practice.db").path
        let store = CountingStore(try SQLiteNoteStore(path: path))
        meter = CallMeter(store: store, log: try WriteAheadLog(ofStore: path))
        let practice = try await SamplePractice(foundedIn: store)
        vault = practice.vault
        desk = try await practice.desk()
        patient = try await practice.register("Ana")
        notes = try await desk.writeChart(of: Self.shortChart, about: patient)
        let other = try await practice.register("Bea")
        try await desk.writeChart(of: Self.longChart, about: other)
        chart = desk.chart(of: other)
    }

    /// A round of calls of one kind.
    mutating func round(of part: CallPart) async throws -> CallCost {
        switch part {
        case .read: try await read()
        case .page: try await page()
        case .document: try await document()
        case .sign: try await sign()
        }
    }

    /// Closes the vault and takes everything away.
    func remove() async throws {
        try await vault.close()
        try FileManager.default.removeItem(at: folder)
    }

    private func read() async throws -> CallCost {
        try await meter.measure(CallPart.read.callsPerRound) { number in
            let note = try await desk.read(notes[number % notes.count])
            guard note.fields.count == 6 else {
                throw CallsError("a call gave something else than was written")
            }
        }
    }

    /// Goes on where the last round ended, so that all of the chart has its turn.
    private mutating func page() async throws -> CallCost {
        var cursor = cursor
        let cost = try await meter.measure(CallPart.page.callsPerRound) { _ in
            let page = try await chart.page(limit: Self.entriesPerPage, after: cursor)
            guard page.count == Self.entriesPerPage else {
                throw CallsError("a call gave something else than was written")
            }
            cursor = page.next
        }
        self.cursor = cursor
        return cost
    }

    private mutating func document() async throws -> CallCost {
        let first = documented
        documented += CallPart.document.callsPerRound
        return try await meter.measure(CallPart.document.callsPerRound) { number in
            _ = try await document(first + number)
        }
    }

    private mutating func sign() async throws -> CallCost {
        var drafts: [NoteID] = []
        for _ in 0..<CallPart.sign.callsPerRound {
            drafts.append(try await document(documented).summary)
            documented += 1
        }
        return try await meter.measure(drafts.count) { number in
            try await desk.sign(drafts[number], idempotencyKey: IdempotencyKey("signed-\(drafts[number])"))
        }
    }

    private func document(_ number: Int) async throws -> DocumentedSession {
        try await desk.document(
            CounselingSession(
                subjects: [patient],
                period: SampleTexts.period(number),
                modality: .individual,
                summary: SampleTexts.summary(SampleTexts.shortFieldLengths),
                analysis: PsychotherapyNote(impressions: ClinicalText(SampleTexts.text(1_024)))
            ),
            idempotencyKey: IdempotencyKey("session-\(number)")
        )
    }
}
