import ClinicalNotes
import TestSupport
import Testing

@Suite("House rules about what only the host knows, in a vault")
struct HouseRulesInVaultTests {
    /// A practice with rules of its own: a therapist and a colleague on the patient's team, the office, and the patient.
    private struct Setting {
        let clinic: Clinic
        let host: HostDirectory
        let hour: Shared<Int?>
        let therapist: Clinic.Staff
        let colleague: Clinic.Staff
        let office: Clinic.Staff
        let ana: Clinic.Patient

        init(_ policy: Policy) async throws {
            let hosts = Shared<HostDirectory?>(nil)
            let hour = Shared<Int?>(nil)
            var outside = Clinic.Outside()
            outside.policy = policy
            outside.hour = { _ in hour.value }
            outside.relationships = { directory in
                let host = HostDirectory(directory)
                hosts.change { $0 = host }
                return host
            }
            clinic = try await Clinic(beside: outside)
            host = try #require(hosts.value)
            self.hour = hour
            therapist = try await clinic.staff("Thea")
            colleague = try await clinic.staff("Carl")
            office = try await clinic.staff("Olga", .administrator)
            ana = try await clinic.patient("Ana", seenBy: therapist, colleague)
        }

        func note(_ labels: NoteLabels = .none) async throws -> NoteID {
            let desk = try await clinic.desk(therapist)
            let note = try await desk.draft(
                FreeText("Weekly."),
                about: [ana.id],
                attesting: Attestation(labels: labels),
                idempotencyKey: "draft"
            )
            try await desk.sign(note, idempotencyKey: "sign")
            return note
        }

        /// Whether the colleague reads the note to treat.
        func colleagueReads(_ note: NoteID) async throws -> Bool {
            try await clinic.desk(colleague).outcome(of: note).hasPrefix("words")
        }

        func label(_ person: Set<HostWord>, by staff: Clinic.Staff, _ key: IdempotencyKey) async throws {
            try await clinic.desk(staff, .operations).update(
                ana.id,
                Person(
                    legalName: "Ana",
                    birthDate: CalendarDay(year: 1990, month: 5, day: 1),
                    labels: person
                ),
                idempotencyKey: key
            )
        }
    }

    private static func closed(
        @HouseConditionBuilder<ThirdPartyScope> _ when: () -> HouseConditions<ThirdPartyScope>
    ) -> Policy {
        .unitedStates.adding {
            ThirdPartyRestriction("Closed.", because: "Practice policy 9", when: when).unless {
                Principal.isAuthor
            }
        }
    }

    @Test(
        "a label on a note closes it, is told to its author alone, and opens it again when it is taken away"
    )
    func noteLabel() async throws {
        let setting = try await Setting(Self.closed { Note.label == "investigation" })
        let note = try await setting.note()
        #expect(try await setting.colleagueReads(note))
        let desk = try await setting.clinic.desk(setting.therapist)
        try await desk.label(note, NoteLabels(["investigation"]), idempotencyKey: "label")
        #expect(try await !setting.colleagueReads(note))
        #expect(try await desk.labels(of: note) == NoteLabels(["investigation"]))
        let other = try await setting.clinic.desk(setting.colleague)
        await #expect(throws: (any Error).self) { try await other.labels(of: note) }
        await #expect(throws: (any Error).self) {
            try await other.label(note, .none, idempotencyKey: "not-mine")
        }
        #expect(try await desk.read(note).copyText() == "Weekly.")
        try await desk.label(note, .none, idempotencyKey: "unlabel")
        #expect(try await setting.colleagueReads(note))
        for words in [Set<HostWord>([" "]), ["a\nb"], Set((0...32).map { HostWord("\($0)") })] {
            await #expect(throws: NotesError.self) {
                try await desk.label(note, NoteLabels(words), idempotencyKey: "bad")
            }
        }
        #expect(try await setting.clinic.vault.verify().findings.isEmpty)
    }

    @Test("the host is asked only for what some rule asks")
    func questions() async throws {
        let policies: [(Policy, Set<String>)] = [
            (.unitedStates, []), (Self.closed { Note.label == "investigation" }, []),
            (Self.closed { Request.location == "home" }, ["location"]),
            (Self.closed { Subject.worksHere }, ["colleagues"]),
        ]
        for (policy, questions) in policies {
            let setting = try await Setting(policy)
            let note = try await setting.note()
            _ = try await setting.colleagueReads(note)
            #expect(setting.host.asked == questions)
        }
    }

    @Test("labels change neither what the patient is shown nor what the patient's request gets")
    func patient() async throws {
        let setting = try await Setting(Self.closed { Note.label == "investigation" })
        let note = try await setting.note(NoteLabels(["investigation"]))
        let portal = try await setting.clinic.portal(setting.ana)
        #expect(await !portal.outcome(of: note).hasPrefix("words"))
        let answer = try await portal.requestAccess(to: setting.ana.id, idempotencyKey: "access")
        #expect(answer.granted == [note])
    }

    @Test("nobody lets themselves in by a label: whom it keeps out does not take it away")
    func selfHelp() async throws {
        let setting = try await Setting(
            Self.closed {
                Subject.label == "vip"
                Principal.role == .administrator
            }
        )
        _ = try await setting.note()
        try await setting.label(["vip"], by: setting.office, "vip")
        await #expect(throws: (any Error).self) {
            try await setting.label([], by: setting.office, "no-vip")
        }
        // Somebody whom the rule does not keep out does.
        try await setting.clinic.desk(setting.therapist).update(
            setting.ana.id,
            Person(legalName: "Ana", birthDate: CalendarDay(year: 1990, month: 5, day: 1)),
            idempotencyKey: "other"
        )
    }

    @Test("a label on a person closes every note of theirs to whom it names")
    func personLabel() async throws {
        let setting = try await Setting(Self.closed { Subject.label == "vip" })
        let note = try await setting.note()
        #expect(try await setting.colleagueReads(note))
        try await setting.label(["vip"], by: setting.office, "vip")
        #expect(try await !setting.colleagueReads(note))
    }

    @Test("units, places, hours and colleagues are the host's to say, and what it does not say closes")
    func host() async throws {
        let setting = try await Setting(
            .unitedStates.adding {
                ThirdPartyRestriction("Another unit.", because: "1") {
                    Note.unit == "ward-3"
                    Principal.unit != "ward-3"
                }
                ThirdPartyRestriction("At night.", because: "2") { !Request.hour.isIn(7..<20) }
                ThirdPartyRestriction("From outside.", because: "3") { Request.location == "remote" }
                ThirdPartyRestriction("Colleagues.", because: "4") {
                    Subject.worksHere
                }.unless {
                    Principal.unit == "staff-health"
                }
            }
        )
        setting.hour.change { $0 = 12 }
        let note = try await setting.note(NoteLabels(unit: "ward-3"))
        let carl = setting.colleague.id
        #expect(try await !setting.colleagueReads(note))
        setting.host.place(carl, in: ["ward-3"])
        #expect(try await setting.colleagueReads(note))
        for hour in [20, 6, nil, 24] {
            setting.hour.change { $0 = hour }
            #expect(try await !setting.colleagueReads(note), "\(hour ?? -1)")
        }
        setting.hour.change { $0 = 19 }
        for location in [Fact<HostWord?>.known("remote"), .unknown] {
            setting.host.say(location)
            #expect(try await !setting.colleagueReads(note))
        }
        setting.host.say(.known("ward-3"))
        #expect(try await setting.colleagueReads(note))
        setting.host.employ(setting.ana.id)
        #expect(try await !setting.colleagueReads(note))
        setting.host.place(carl, in: ["ward-3", "staff-health"])
        #expect(try await setting.colleagueReads(note))
    }

    @Test(
        "the portal's delay ends by itself, and a request for access is answered at once and sooner than in thirty days"
    )
    func portalAndClock() async throws {
        let setting = try await Setting(
            .unitedStates.adding(.california).adding {
                PortalRestriction("After three days.", because: "Practice policy 3") {
                    Note.isUnder(hoursOld: 72)
                }
            }
        )
        let note = try await setting.note()
        let desk = try await setting.clinic.desk(setting.therapist)
        try await desk.release(note, to: setting.ana.id, idempotencyKey: "release")
        let portal = try await setting.clinic.portal(setting.ana)
        #expect(try await portal.chart(of: setting.ana.id).page().entries.isEmpty)
        let answer = try await portal.requestAccess(to: setting.ana.id, idempotencyKey: "access")
        #expect(answer.granted == [note])
        #expect(answer.due == answer.receivedAt + .seconds(5 * 86_400))
        setting.clinic.clock.advance(by: .seconds(72 * 3600))
        #expect(try await portal.chart(of: setting.ana.id).page().entries.map(\.id) == [note])
    }
}
