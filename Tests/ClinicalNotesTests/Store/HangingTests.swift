import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A store, an anchor, a key service or a host that never answers", .serialized)
struct HangingTests {
    private static let timeout: Duration = .milliseconds(Soak.isOn ? 3000 : 500)
    /// How late a call may be: on a machine that other tests keep busy nothing is exact.
    private static let limit = timeout * 2 + .seconds(Soak.isOn ? 0 : 120)
    /// How many of a call's calls outside are tried; a verification makes hundreds of the same kind.
    private static let most = Soak.isOn ? 12 : 6

    /// A practice, and the same one in a vault of a short timeout.
    private func settings(
        _ store: any NoteStore = HangingStore(),
        leasesEndAtOnce: Bool = false,
        timeout: Duration = Self.timeout
    ) async throws -> (patient: RepeatedWriteTests.Setting, hasty: RepeatedWriteTests.Setting) {
        let outside = Clinic.Outside(
            keys: { HangingKeyService(base: $0) },
            relationships: { HangingRelationships(base: $0) },
            anchor: HangingAnchor()
        )
        let keys = InMemoryKeyService(leasesEndAtOnce: leasesEndAtOnce)
        let clinic = try await Clinic(store: store, keys: keys, beside: outside)
        let patient = try await RepeatedWriteTests.Setting(in: clinic)
        var hasty = patient
        hasty.clinic = try await clinic.reopened(timeout: timeout, beside: outside)
        return (patient, hasty)
    }

    private struct Result {
        let name: String
        let time: Duration
        let error: (any Error)?
    }

    private func result(
        of call: PublicCall,
        _ hang: Hang,
        in setting: RepeatedWriteTests.Setting
    ) async -> Result {
        let begin = ContinuousClock().now
        var thrown: (any Error)?
        do {
            try await Hang.$current.withValue(hang) { try await call.make(setting) }
        } catch {
            thrown = error
        }
        return Result(name: call.name, time: begin.duration(to: ContinuousClock().now), error: thrown)
    }

    /// What came of those calls that hung; all at once, or few at a time where the time is measured.
    private func hung(
        _ tried: [(PublicCall, Hang)],
        in setting: RepeatedWriteTests.Setting,
        width: Int
    ) async -> [Result] {
        var results: [Result] = []
        for start in stride(from: 0, to: tried.count, by: max(width, 1)) {
            results += await withTaskGroup { group in
                for (call, hang) in tried[start..<min(start + width, tried.count)] {
                    group.addTask {
                        let result = await result(of: call, hang, in: setting)
                        return hang.hasHung ? result : nil
                    }
                }
                return await group.reduce(into: [Result]()) { if let result = $1 { $0.append(result) } }
            }
        }
        return results
    }

    @Test("lets every public call be back within twice its time, whichever of its calls hangs")
    func everyCall() async throws {
        let counting = try await settings(leasesEndAtOnce: true).patient
        var counts: [(call: PublicCall, hang: Hang)] = []
        for call in PublicCall.all {
            let hang = Hang()
            _ = await result(of: call, hang, in: counting)
            counts.append((call, hang))
        }
        for place in Hang.Address.allCases {
            let (patient, setting) = try await settings(leasesEndAtOnce: place == .keys)
            let most = place == .relationships && !Soak.isOn ? 2 : Self.most
            let tried = counts.flatMap { call, counted in
                (1..<(min(counted.count(of: place), most) + 1)).map { (call, Hang(place, at: $0)) }
            }
            // All calls that ask the anchor take turns: behind one that hangs the others would not come to ask it.
            let width = place == .anchor ? 1 : Soak.isOn ? 32 : tried.count
            let results = await hung(tried, in: setting, width: width)
            print("\(place): \(results.count) calls hung, at most \(results.map(\.time).max() ?? .zero)")
            #expect(results.count > (place == .anchor ? 2 : 50))
            for result in results {
                #expect(result.time < Self.limit, "\(place), \(result.name): \(result.time)")
                // What is unknown opens nothing; what does not answer is told.
                guard place != .relationships, result.name != "checkpoint" else { continue }
                let error = result.error as? NotesError
                // A change that is durable, and that the journal did not get.
                let isUnkept = error == NotesError(.anchorUnavailable, at: "journal")
                #expect(
                    error?.code == .timedOut || isUnkept,
                    "\(place), \(result.name): \(result.error as Any)"
                )
            }
            // Whatever hung, the vault goes on.
            #expect(try await patient.desk().read(setting.signed).copyText().isEmpty == false)
        }
    }

    @Test("leaves a write that it does not answer for unknown, and a repeat settles it")
    func commits() async throws {
        let store = HangingStore()
        let (patient, setting) = try await settings(store)
        store.hangCommits()
        let results = await withTaskGroup { group in
            for call in PublicCall.all { group.addTask { await result(of: call, Hang(), in: setting) } }
            return await group.reduce(into: [Result]()) { $0.append($1) }
        }
        for result in results {
            #expect(result.time < Self.limit, "\(result.name): \(result.time)")
            guard let error = result.error as? NotesError else { continue }
            #expect([.timedOut, .outcomeUnknown, .notFound].contains(error.code), "\(result.name): \(error)")
        }
        let unknown = results.filter { ($0.error as? NotesError)?.code == .outcomeUnknown }
        #expect(!unknown.isEmpty)
        store.hangCommits(false)
        for call in [RepeatedWriteTests.Call.register, .draft] {
            let first = try await patient.make(call)
            #expect(try await patient.make(call) == first)
        }
        #expect(try await patient.clinic.vault.verify().findings.isEmpty)
    }

    @Test("lets a vault be opened in time, or not at all", arguments: [Hang.Address.store, .keys])
    func opening(place: Hang.Address) async throws {
        let setting = try await settings().patient
        for number in 1...3 {
            let hang = Hang(place, at: number)
            let begin = ContinuousClock().now
            let error = await Hang.$current.withValue(hang) {
                await refusal {
                    _ = try await NoteVault.open(
                        store: setting.clinic.store,
                        waiving: .durable,
                        keys: HangingKeyService(base: setting.clinic.keys),
                        policy: .unitedStates,
                        relationships: setting.clinic.directory,
                        anchor: HangingAnchor(),
                        timeout: .milliseconds(300)
                    )
                }
            }
            #expect(begin.duration(to: ContinuousClock().now) < Self.limit)
            // That the log cannot be looked at now keeps nobody out.
            if hang.hasHung, place == .keys { #expect(error?.contains("timedOut") == true, "\(number)") }
            if !hang.hasHung { #expect(error == nil) }
        }
    }

    @Test("ends waiting when the caller is cancelled")
    func cancelled() async throws {
        let setting = try await settings().patient
        for (place, number) in [(Hang.Address.store, 2), (.relationships, 1)] {
            let hang = Hang(place, at: number)
            let reading = Task {
                try await Hang.$current.withValue(hang) {
                    _ = try await setting.desk().read(setting.signed)
                }
            }
            while !hang.hasHung { try await Task.sleep(for: .milliseconds(5)) }
            let begin = ContinuousClock().now
            reading.cancel()
            let error = await refusal { try await reading.value }
            #expect(place == .relationships || error == "NotesError(cancelled at store)")
            #expect(error != nil)
            #expect(begin.duration(to: ContinuousClock().now) < Self.limit)
        }
    }

    @Test("does not keep a call that waits for its turn")
    func turns() async throws {
        let (patient, setting) = try await settings()
        let begin = ContinuousClock().now
        let turn = try await setting.clinic.vault.core.writers.turn([setting.ana.id.owner], by: .never)
        await #expect(throws: NotesError(.timedOut)) {
            try await setting.desk().sign(setting.draft, idempotencyKey: "sign")
        }
        #expect(begin.duration(to: ContinuousClock().now) < Self.limit)
        setting.clinic.vault.core.writers.end(turn)
        try await patient.desk().sign(setting.draft, idempotencyKey: "sign")
    }
}
