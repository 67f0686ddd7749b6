#if Telemetry
import ClinicalNotes
import ClinicalNotesConformance
import ClinicalNotesTelemetry
import InMemoryLogging
import Logging
import MetricsTestKit
import ServiceLifecycle
import TestSupport
import Testing

@Suite("A vault's service", .timeLimit(.minutes(10)))
struct VaultServiceTests {
    /// Runs until the group shuts down, and then looks whether the vault is still open, as a server's last requests would.
    private struct Server: Service {
        let store: HeldStore

        func run() async throws {
            try await gracefulShutdown()
            #expect(!store.isClosed)
        }
    }

    private static let checkpoint = "clinical_notes_vault_checkpoint_duration"
    private static let close = "clinical_notes_vault_close_duration"

    private let practice: SmallPractice
    private let store: HeldStore
    private let faults: FaultyNoteStore
    private let vault: NoteVault
    private let backends = Backends()

    init() async throws {
        practice = try SmallPractice()
        faults = FaultyNoteStore(InMemoryNoteStore())
        store = HeldStore(faults)
        vault = try await practice.found(store)
    }

    private func service(_ vault: NoteVault, every interval: Duration) -> VaultService {
        VaultService(
            vault,
            checkpointEvery: interval,
            metrics: backends.metrics,
            tracer: backends.tracer,
            logger: backends.logger(from: .info)
        )
    }

    private func group(every interval: Duration, _ others: any Service...) -> ServiceGroup {
        ServiceGroup(
            services: [service(vault, every: interval)] + others,
            logger: backends.logger(from: .info)
        )
    }

    /// Waits until so many checkpoints have ended so.
    private func wait(for count: Int, _ outcome: String = "succeeded") async throws {
        while backends.outcomes(Self.checkpoint)[outcome] ?? 0 < count {
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// The codes that the vault's own lines of a level name.
    private func told(_ level: Logger.Level) -> [Logger.MetadataValue] {
        backends.lines.entries.filter { $0.level == level }.compactMap { $0.metadata["code"] }
    }

    private var isWell: Bool {
        get throws { try backends.metrics.expectGauge("clinical_notes_vault_is_well").lastValue == 1 }
    }

    /// How many audit entries nothing vouches for yet.
    private var pending: UInt64 {
        get async throws {
            let report = try await practice.open(faults).verify()
            #expect(report.isIntact)
            return report.audit.pending
        }
    }

    @Test("writes checkpoints at its interval, and tells how long each took")
    func interval() async throws {
        let group = group(every: .milliseconds(1))
        async let run: Void = group.run()
        try await wait(for: 2)
        _ = try await vault.patient("Ana")
        try await wait(for: (backends.outcomes(Self.checkpoint)["succeeded"] ?? 0) + 2)
        #expect(try await pending == 0)
        await group.triggerGracefulShutdown()
        try await run
        #expect(try isWell)
        let durations = backends.metrics.timers(label: Self.checkpoint).flatMap(\.values)
        #expect(durations.allSatisfy { $0 > 0 })
    }

    @Test("writes the last checkpoint and closes the vault when the group shuts down, after its users")
    func shutdown() async throws {
        let group = group(every: .seconds(36_000), Server(store: store))
        async let run: Void = group.run()
        try await wait(for: 1)
        _ = try await vault.patient("Ana")
        #expect(try await pending > 0)
        await group.triggerGracefulShutdown()
        try await run
        #expect(store.isClosed)
        #expect(try await pending == 0)
        #expect(backends.outcomes(Self.checkpoint) == ["succeeded": 1])
        #expect(backends.outcomes(Self.close) == ["succeeded": 1])
        #expect(backends.lines.entries.allSatisfy { $0.level < .warning })
    }

    @Test("carries a checkpoint through that runs when the group ends", arguments: [true, false])
    func amid(isGraceful: Bool) async throws {
        _ = try await vault.patient("Ana")
        store.hold()
        let group = group(every: .seconds(36_000))
        let run = Task { try await group.run() }
        for await _ in store.held { break }
        if isGraceful { await group.triggerGracefulShutdown() } else { run.cancel() }
        for _ in 0..<20 { await Task.yield() }
        #expect(!store.isClosed)
        store.letGo()
        _ = await run.result
        #expect(store.isClosed)
        #expect(try await pending == 0)
        #expect(backends.outcomes(Self.checkpoint) == ["succeeded": 1])
        #expect(backends.outcomes(Self.close) == ["succeeded": 1])
    }

    @Test("goes on when a checkpoint fails, and says so")
    func failing() async throws {
        _ = try await vault.patient("Ana")
        faults.arm(.failing(.unavailable), of: .commit)
        let group = group(every: .milliseconds(1))
        async let run: Void = group.run()
        try await wait(for: 2, "storageUnavailable")
        #expect(try !isWell)
        let line = try #require(backends.lines.entries.first { $0.level == .error })
        #expect(line.metadata["code"] == "storageUnavailable" && line.metadata["place"] == "store")
        #expect(line.metadata["anchor"] == "kept")
        faults.disarm()
        try await wait(for: 1)
        #expect(try isWell)
        await group.triggerGracefulShutdown()
        try await run
        #expect(try await pending == 0)
    }

    @Test("ends when the closing fails, with that error, and the store is closed all the same")
    func failingClose() async throws {
        let group = group(every: .seconds(36_000))
        let run = Task { try await group.run() }
        try await wait(for: 1)
        _ = try await vault.patient("Ana")
        faults.arm(.failing(.full), of: .commit)
        await group.triggerGracefulShutdown()
        await #expect(throws: NotesError(.storageFull)) { try await run.value }
        #expect(store.isClosed)
        #expect(backends.outcomes(Self.close) == ["storageFull": 1])
        #expect(told(.error) == ["storageFull"])
    }

    @Test("ends with the error when the store holds what was not written, and closes the vault")
    func tampered() async throws {
        for name in ["Ana", "Ben"] {
            _ = try await vault.patient(name)
            try await vault.checkpoint()
        }
        let fault = try #require(StoreFault.all.first { $0.name == "answers older records" })
        faults.arm(fault)
        let error = await #expect(throws: NotesError.self) { try await group(every: .milliseconds(1)).run() }
        #expect(error.map { "\($0)" } == "NotesError(behindAnchor at audit)")
        #expect(store.isClosed)
        #expect(backends.outcomes(Self.checkpoint) == ["behindAnchor": 2])
        #expect(told(.critical).first == "behindAnchor")
        #expect(try !isWell)
    }

    @Test("asks again before it takes one wrong answer for another store")
    func wrongOnce() async throws {
        for name in ["Ana", "Ben"] {
            _ = try await vault.patient(name)
            try await vault.checkpoint()
        }
        let group = group(every: .seconds(36_000))
        let fault = try #require(StoreFault.all.first { $0.name == "answers older records" })
        faults.arm(fault, on: .call(1))
        let run = Task { try await group.run() }
        try await wait(for: 1)
        await group.triggerGracefulShutdown()
        try await run.value
        #expect(faults.disarm().strikes == 1)
        #expect(backends.outcomes(Self.checkpoint) == ["behindAnchor": 1, "succeeded": 1])
        #expect(try isWell)
    }

    @Test("may run in each of several instances: one of them writes for all")
    func instances() async throws {
        let other = HeldStore(faults)
        let second = try await practice.open(other)
        let group = ServiceGroup(
            services: [service(vault, every: .milliseconds(1)), service(second, every: .milliseconds(1))],
            logger: backends.logger(from: .info)
        )
        async let run: Void = group.run()
        for name in ["Ana", "Ben", "Cem", "Dee"] {
            _ = try await vault.patient(name)
            _ = try await second.patient("\(name) the second")
        }
        try await wait(for: 20)
        await group.triggerGracefulShutdown()
        try await run
        #expect(store.isClosed && other.isClosed)
        #expect(backends.outcomes(Self.checkpoint).keys.sorted() == ["succeeded"])
        #expect(backends.outcomes(Self.close) == ["succeeded": 2])
        #expect(try await pending == 0)
    }

    @Test("prints nothing of its vault")
    func printed() { #expect("\(service(vault, every: .seconds(1)))" == "VaultService") }
}
#endif
