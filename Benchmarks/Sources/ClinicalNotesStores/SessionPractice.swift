internal import BenchmarkTools
internal import ClinicalNotes
internal import Synchronization

/// A practice in a store: a chart of 200 notes that everybody reads, and a patient of its own for each session to write about.
struct SessionPractice {
    /// What sessions do.
    enum Work: String, CaseIterable {
        case read = "audited reads"
        case write = "drafts written"
        case page = "pages of 50"
    }

    private static let chart = 200
    private static let time: Duration = .seconds(2)

    let vault: NoteVault
    private let meter: StoreMeter
    private let desks: [NoteSession]
    private let patients: [PatientID]
    private let notes: [NoteID]
    private let charts: [Chart]
    private let written = WrittenCount()

    /// Founds the practice.
    init(in meter: StoreMeter, sessions: Int) async throws {
        self.meter = meter
        let practice = try await SamplePractice(foundedIn: meter)
        vault = practice.vault
        var desks: [NoteSession] = []
        var patients: [PatientID] = []
        for number in 0..<sessions {
            desks.append(try await practice.desk())
            patients.append(try await practice.register("Patient \(number)"))
        }
        self.desks = desks
        self.patients = patients
        notes = try await desks[0].writeChart(of: Self.chart, about: patients[0])
        charts = desks.map { $0.chart(of: patients[0]) }
    }

    /// Lets sessions work at once until the time is over.
    func load(_ work: Work, sessions: Int) async throws -> SessionLoad {
        // What is warm after the first calls was not before.
        for session in 0..<sessions { try await carryOut(work, session, 0) }
        let clock = ContinuousClock()
        let (counts, begun) = (meter.counts, clock.now)
        let end = begun + Self.time
        let durations = try await withThrowingTaskGroup(of: [Duration].self) { group in
            for session in 0..<sessions {
                group.addTask {
                    var durations: [Duration] = []
                    var last = clock.now
                    while last < end {
                        try await carryOut(work, session, durations.count)
                        let now = clock.now
                        durations.append(now - last)
                        last = now
                    }
                    return durations
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let (after, passed) = (meter.counts, clock.now - begun)
        return SessionLoad(
            work: work,
            sessions: sessions,
            rate: Double(durations.count) / (passed / .seconds(1)),
            middle: durations.median,
            roundTrips: Double(after.roundTrips - counts.roundTrips) / Double(durations.count),
            batches: Double(after.batches - counts.batches) / Double(max(1, after.commits - counts.commits))
        )
    }

    private func carryOut(_ work: Work, _ session: Int, _ number: Int) async throws {
        switch work {
        case .read: _ = try await desks[session].read(notes[(session * 37 + number) % notes.count])
        case .page:
            guard try await charts[session].page(limit: 50).count == 50 else { throw NotesError(.notFound) }
        case .write:
            let note = written.next()
            _ = try await desks[session].draft(
                SampleTexts.summary(SampleTexts.shortFieldLengths),
                about: [patients[session]],
                period: SampleTexts.period(note),
                idempotencyKey: IdempotencyKey("written-\(note)")
            )
        }
    }
}

/// How many notes were written, each by a name of its own.
final class WrittenCount: Sendable {
    private let count = Atomic<Int>(0)

    func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
}
