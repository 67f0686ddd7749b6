import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A fault at any point of a call")
struct FaultTests {
    /// One patient, one colleague, notes of each kind; on a store that can be made to fail.
    struct Setting {
        let store: FaultyStore
        let clinic: Clinic
        let rivera: Clinic.Staff
        let okafor: Clinic.Staff
        let ana: Clinic.Patient
        let general: NoteID
        let own: NoteID
        let draft: NoteID

        init(leasesEndAtOnce: Bool = false) async throws {
            store = FaultyStore()
            clinic = try await Clinic(
                store: store,
                keys: InMemoryKeyService(leasesEndAtOnce: leasesEndAtOnce)
            )
            rivera = try await clinic.staff("Rivera")
            okafor = try await clinic.staff("Okafor")
            ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
            let desk = try await clinic.desk(rivera)
            general = try await desk.signed("General words", about: ana.id, key: "general")
            own = try await desk.analysed("Own words", about: ana.id, key: "own")
            draft = try await desk.draft(FreeText("Draft words"), about: [ana.id], idempotencyKey: "draft")
            try await desk.release(own, to: ana.id, idempotencyKey: "release-own")
        }

        /// Calls that hand something out, and what they hand out.
        var readings: [(name: String, call: @Sendable (NoteSession) async throws -> String)] {
            let (general, own, draft, patient) = (general, own, draft, ana.id)
            return [
                ("read", { try await $0.read(general).copyText() }),
                ("read own", { try await $0.read(own).copyText() }),
                (
                    "read several",
                    { session in
                        let opened = try await session.read([general, own, draft])
                        return opened.sorted { $0.key < $1.key }.map { $0.value.copyText() }.joined()
                    }
                ),
                ("export", { try await $0.export(general).copyText() }),
                ("chart", { "\(try await $0.chart(of: patient).page(limit: 2).map(\.id))" }),
                ("count", { "\(try await $0.chart(of: patient).count())" }),
                ("search", { "\(try await $0.chart(of: patient).search(for: "e").map(\.id))" }),
                ("drafts", { "\(try await $0.drafts().map(\.id))" }),
                ("holds", { "\(try await $0.holds(on: general))" }),
                ("directives", { "\(try await $0.directives(of: patient))" }),
            ]
        }

        func permitted() async throws -> Int {
            try await clinic.audit().filter { $0.outcome == .permitted }.count
        }
    }

    @Test(
        "hands nothing out that the call would not, and nothing without its entry",
        arguments: FaultyStore.Fault.allCases
    )
    func readings(fault: FaultyStore.Fault) async throws {
        let setting = try await Setting()
        var injected = 0
        for staff in [setting.rivera, setting.okafor] {
            for reading in setting.readings {
                let whole = try? await reading.call(setting.clinic.desk(staff))
                var number = 1
                while true {
                    let session = try await setting.clinic.desk(staff)
                    let before = try await setting.permitted()
                    setting.store.arm(fault, onCall: number)
                    let result = await Result { try await reading.call(session) }
                    let fired = setting.store.disarm()
                    let after = try await setting.permitted()
                    switch result {
                    case .success(let handedOut):
                        #expect(handedOut == whole, "\(reading.name), fault \(number)")
                        #expect(after > before, "\(reading.name), fault \(number): no entry")
                        #expect(!fired || fault == .conflict, "\(reading.name), fault \(number)")
                    case .failure(let error):
                        #expect(error is NotesError, "\(reading.name): \(error)")
                    }
                    guard fired else { break }
                    injected += 1
                    number += 1
                    try #require(number < 60)
                }
            }
        }
        #expect(injected >= 8)
    }

    @Test("of the audit alone hands nothing out, and a refusal is not lost")
    func refusals() async throws {
        let setting = try await Setting()
        let okafor = try await setting.clinic.desk(setting.okafor)
        let before = try await setting.clinic.audit().count
        // The colleague is refused the psychotherapy note; the entry of the refusal cannot be written.
        setting.store.arm(.unknownUnwritten, onCall: 1)
        let told = await refusal { _ = try await okafor.read(setting.own) }
        #expect(setting.store.disarm())
        #expect(told == "NotesError(auditUnavailable)")
        #expect(try await setting.clinic.audit().count == before)
        #expect(await refusal { _ = try await okafor.read(setting.own) } == "NotesError(notFound)")
        #expect(try await setting.clinic.audit().last?.outcome == .refused)
        #expect(try await setting.clinic.audit().count == before + 1)
    }

    @Test("of the key service opens nothing")
    func keyService() async throws {
        let setting = try await Setting(leasesEndAtOnce: true)
        let session = try await setting.clinic.desk(setting.rivera)
        setting.clinic.keys.fail()
        for reading in setting.readings {
            await #expect(throws: NotesError(.keyServiceUnavailable), "\(reading.name)") {
                try await reading.call(session)
            }
        }
        await #expect(throws: NotesError(.keyServiceUnavailable)) {
            try await session.release(setting.general, to: setting.ana.id, idempotencyKey: "release")
        }
        setting.clinic.keys.fail(false)
        #expect(try await session.read(setting.general).copyText() == "General words")
    }

    @Test("of the host's answers about people opens nothing")
    func relationships() async throws {
        let setting = try await Setting()
        let sessions = [
            try await setting.clinic.desk(setting.rivera), try await setting.clinic.desk(setting.okafor),
            try await setting.clinic.portal(setting.ana),
        ]
        setting.clinic.directory.fallSilent()
        for session in sessions {
            for note in [setting.general, setting.own, setting.draft] {
                #expect(await session.outcome(of: note).hasPrefix("refused"))
            }
            #expect(try await session.chart(of: setting.ana.id).page().isEmpty)
            #expect(try await session.read([setting.general, setting.own]).isEmpty)
            #expect(
                await refusal {
                    try await session.release(setting.general, to: setting.ana.id, idempotencyKey: "release")
                } != nil
            )
        }
    }

    @Test("of the clock opens nothing early", arguments: [Int64.min, -1, 0, 1_700_000_000_000])
    func clock(milliseconds: Int64) async throws {
        let setting = try await Setting()
        let desk = try await setting.clinic.desk(setting.rivera)
        let opening = setting.clinic.clock.now + .seconds(600)
        try await desk.release(setting.general, to: setting.ana.id, at: opening, idempotencyKey: "schedule")
        let portal = try await setting.clinic.portal(setting.ana)
        let okafor = try await setting.clinic.desk(setting.okafor)
        setting.clinic.clock.set(Instant(milliseconds: milliseconds))
        #expect(await portal.outcome(of: setting.general).hasPrefix("refused"))
        #expect(await portal.outcome(of: setting.own).hasPrefix("refused"))
        #expect(await okafor.outcome(of: setting.own).hasPrefix("refused"))
        setting.clinic.clock.set(opening)
        #expect(await portal.outcome(of: setting.general) == "words: General words")
    }

    @Test("of a release leaves it as it was or makes it whole", arguments: FaultyStore.Fault.allCases)
    func releasing(fault: FaultyStore.Fault) async throws {
        var number = 1
        while true {
            let setting = try await Setting()
            let desk = try await setting.clinic.desk(setting.rivera)
            let portal = try await setting.clinic.portal(setting.ana)
            setting.store.arm(fault, onCall: number)
            let failed = await refusal {
                try await desk.release(setting.general, to: setting.ana.id, idempotencyKey: "release")
            }
            let fired = setting.store.disarm()
            let shown = await portal.outcome(of: setting.general) == "words: General words"
            if failed == nil { #expect(shown) }
            if shown {
                let releases = try await setting.clinic.audit().filter { $0.event == .release }
                #expect(releases.count == 2)
            }
            try await desk.release(setting.general, to: setting.ana.id, idempotencyKey: "release")
            #expect(await portal.outcome(of: setting.general) == "words: General words")
            guard fired else { break }
            number += 1
        }
        #expect(number > 1)
    }
}

extension Result where Failure == any Error {
    init(_ call: () async throws -> Success) async {
        do {
            self = .success(try await call())
        } catch {
            self = .failure(error)
        }
    }
}
