import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

/// Whoever may not know of something learns from no call whether it is there: not by the answer, not by what is recorded and how
/// often, not by what the store and the host are asked.
@Suite("Hidden against absent")
struct HiddenAgainstAbsentTests {
    /// What was compared, and what came out different.
    fileprivate struct Tally {
        var pairs = 0
        var differing: [String] = []
        /// Pairs that are none, since the asker may know of the note by a right of their own and is told so.
        var toldOpenly = 0

        mutating func compare(_ name: @autoclosure () -> String, _ hidden: Observation, _ absent: Observation)
        {
            pairs += 1
            guard hidden != absent else { return }
            differing.append("\(name())\n  hidden: \(hidden)\n  absent: \(absent)")
        }
    }

    @Test("tells nothing, whoever asks for whatever by whichever call")
    func indistinguishable() async throws {
        var tally = Tally()
        let practice = try await ProbedPractice()
        try await practice.probeNotes(&tally)
        try await practice.probeReaders(&tally)
        try await practice.probePatients(&tally)
        try await practice.probeGroups(&tally)
        try await practice.probeDirectives(&tally)
        try await DutySetting.probe(&tally)
        print(
            "hidden against absent: \(tally.pairs) pairs tried, \(tally.differing.count) differ; "
                + "\(tally.toldOpenly) calls told openly by right"
        )
        #expect(tally.pairs >= 460)
        for difference in tally.differing.prefix(12) { Issue.record("\(difference)") }
        #expect(tally.differing.isEmpty)
    }

    @Test("is seen to differ where somebody may know")
    func control() async throws {
        let practice = try await ProbedPractice()
        let target = practice.targets[0]
        let colleague = try #require(practice.askers.first { $0.name == "colleague for treatment" })
        func read(_ note: NoteID, _ key: IdempotencyKey) async throws -> Observation {
            try await practice.observe(colleague, key) { session, _ in
                _ = try await session.read(note)
                return "done"
            }
        }
        let (seen, absent) = (try await read(target.note, "1"), try await read(target.absent[0], "2"))
        #expect(seen.answer != absent.answer)
        #expect(!absent.steps.isEmpty && absent.recorded.count == 1)
    }
}

extension ProbedPractice {
    fileprivate typealias Tally = HiddenAgainstAbsentTests.Tally

    /// Of several things as many as there is time for, others for each number.
    private static func some<Element>(_ all: [Element], _ count: Int, from number: Int) -> [Element] {
        guard !Soak.isOn, all.count > count else { return all }
        return (0..<count).map { all[(number + $0) % all.count] }
    }

    private static func key(_ parts: String...) -> IdempotencyKey {
        IdempotencyKey(parts.joined(separator: " "))
    }

    // MARK: Notes

    fileprivate func probeNotes(_ tally: inout Tally) async throws {
        let calls = NoteCall.all(ana.id, okafor.id)
        for (place, asker) in askers.enumerated() {
            for (number, call) in calls.enumerated() {
                var known: [NoteID: Observation] = [:]
                for target in Self.some(targets, 3, from: place + number) {
                    guard try await isHidden(target.note, from: asker, call, &tally) else { continue }
                    let name = "\(asker.name): \(call.name) \(target.name)"
                    let hidden = try await observe(asker, Self.key(name)) {
                        try await call.make($0, target.note, $1)
                    }
                    // One of the two places in the same record, in turn.
                    let absent = [target.absent[(place + number) % 2]] + target.absent.dropFirst(2)
                    for (position, other) in absent.enumerated() {
                        let found: Observation
                        if let before = known[other] {
                            found = before
                        } else {
                            found = try await observe(asker, Self.key(name, "absent \(position)")) {
                                try await call.make($0, other, $1)
                            }
                            known[other] = found
                        }
                        tally.compare("\(name), absent \(position)", hidden, found)
                    }
                }
            }
        }
    }

    /// Whether a note is one that an asker may not know of, as far as a call goes: it is not listed to them, they may not do it, and
    /// no right of theirs lets them be told openly.
    private func isHidden(
        _ id: NoteID,
        from asker: Asker,
        _ call: NoteCall,
        _ tally: inout Tally
    ) async throws -> Bool {
        let (session, now) = (asker.session, clinic.clock.now)
        let note = try #require(try await clinic.vault.core.loadHeaders([id])[id])
        let facts = await session.factsOfPrincipal(note.header.subjects, at: now)
        let asked = AccessCase(principal: facts, owner: note.view.aggregate, now: now)
        func decide(_ action: NoteAction) -> Decision {
            clinic.vault.core.policy.decide(asked.request(action, on: note.header, of: id))
        }
        let reading = decide(session.readingAction)
        guard reading.effect != .permit || reading.visibility.isEmpty else { return false }
        let action = call.asked(in: session)
        let decision = decide(action)
        // Nobody gets content without identifiers, and browsing shows nothing of what is not released.
        if decision.effect == .permit { return [.deidentify, .browse].contains(action) }
        guard decision.told == .disclosed, action != .attest else { return true }
        tally.toldOpenly += 1
        return false
    }

    /// Who may not give a key away does not learn to whom it could be given.
    fileprivate func probeReaders(_ tally: inout Tally) async throws {
        let grant = try #require(NoteCall.all(ana.id, okafor.id).first { $0.name == "grant to another" })
        let readers: [PrincipalID] = [
            stranger.id, .patient(ana.id), .patient(noPatients[0]), PrincipalID(Bytes16(high: 8, low: 8)),
        ]
        for (place, asker) in askers.enumerated() {
            let target = targets[place % targets.count]
            guard try await isHidden(target.note, from: asker, grant, &tally) else { continue }
            var seen: [Observation] = []
            for (number, reader) in readers.enumerated() {
                seen.append(
                    try await observe(asker, Self.key(asker.name, "reader \(number)")) { session, key in
                        try await session.grantKey(
                            of: target.note,
                            to: reader,
                            for: .patientRequest,
                            idempotencyKey: key
                        )
                        return "done"
                    }
                )
            }
            for (number, other) in seen.enumerated().dropFirst() {
                tally.compare("\(asker.name): grant to reader \(number)", seen[0], other)
            }
        }
    }

    // MARK: Patients and groups

    fileprivate func probePatients(_ tally: inout Tally) async throws {
        for (place, asker) in askers.enumerated() {
            var hidden: [PatientID] = []
            for patient in [ana.id, ben.id, tom.id, zoe.id] {
                if try await isHidden(patient, from: asker) { hidden.append(patient) }
            }
            guard !hidden.isEmpty else { continue }
            for (number, call) in PatientCall.ofRecord(clinic, beside: cleo.id, ana.keyring.publicKeys)
                .enumerated()
            {
                let nobodies = noPatients.filter { $0.bytes != asker.session.principal.bytes }
                let absent = try await observe(call, nobodies, asker)
                for patient in Self.some(hidden, 1, from: place + number) {
                    let seen = try await observe(call, [patient], asker)[0]
                    for (position, other) in absent.enumerated() {
                        tally.compare("\(asker.name): \(call.name), nobody \(position)", seen, other)
                    }
                }
            }
        }
    }

    /// Whether an asker may not know of a patient: from the own record, in somebody's place, from care or by office, or since the
    /// policy lets them see some note of any patient.
    private func isHidden(_ patient: PatientID, from asker: Asker) async throws -> Bool {
        let (session, now) = (asker.session, clinic.clock.now)
        let isOffice = session.role == .operations || session.role == .administrator
        guard patient.bytes != session.principal.bytes, !isOffice,
            await clinic.directory.careTeam(of: patient, includes: session.principal, at: now) != .known(true)
        else { return false }
        let core = clinic.vault.core
        let own = try #require(try await core.view([patient.owner: []]).owners[patient.owner])
        guard own.aggregate.agent(session.principal).represented().isEmpty else { return false }
        let facts = await session.factsOfPrincipal([patient], at: now)
        let asked = AccessCase(principal: facts, owner: own.aggregate, now: now)
        return Compartment.allCases.allSatisfy { compartment in
            session.statusClasses(of: asked.requests(session.readingAction, onAllOf: compartment)).isEmpty
        }
    }

    private func observe(_ call: PatientCall, _ patients: [PatientID], _ asker: Asker) async throws
        -> [Observation]
    {
        var seen: [Observation] = []
        for patient in patients {
            let key = Self.key(asker.name, call.name, "\(patient)")
            seen.append(try await observe(asker, key) { try await call.make($0, patient, $1) })
        }
        return seen
    }

    /// A couple that is a group, one that is none, and one of whom nobody is on record, are the same to who may not begin a note
    /// about them.
    fileprivate func probeGroups(_ tally: inout Tally) async throws {
        for (place, asker) in askers.enumerated() {
            // A colleague cares for one of the couple.
            let (first, partner) = asker.session.principal == okafor.id ? (ben.id, ana.id) : (ana.id, ben.id)
            let calls = PatientCall.ofCreation(beside: partner, coauthor: rivera.id)
            for (number, call) in calls.enumerated() {
                guard try await mayNotCreate(about: first, asker) else { continue }
                // Who asks is no stranger to themselves.
                let others = { (patient: PatientID) in patient.bytes != asker.session.principal.bytes }
                let seen = try await observe(call, [first, cleo.id].filter(others), asker)
                let nobodies = Self.some(noPatients, 2, from: place + number).filter(others)
                let absent = try await observe(call, nobodies, asker)
                for (position, hidden) in seen.enumerated() {
                    for (other, nobody) in absent.enumerated() {
                        tally.compare(
                            "\(asker.name): \(call.name), couple \(position), nobody \(other)",
                            hidden,
                            nobody
                        )
                    }
                }
            }
        }
    }

    private func mayNotCreate(about patient: PatientID, _ asker: Asker) async throws -> Bool {
        let (session, now) = (asker.session, clinic.clock.now)
        let core = clinic.vault.core
        let own = try #require(try await core.view([patient.owner: []]).owners[patient.owner])
        let facts = await session.factsOfPrincipal([patient], at: now)
        let header = NoteWriter(session: session, keys: try await core.tenantKeys(), now: now)
            .provisionalHeader(
                session.draft(
                    try NewContent([(part: .everyone, content: FreeText("x"))]),
                    about: [patient],
                    period: now..<now
                )
            )
        let request = AccessCase(principal: facts, owner: own.aggregate, now: now)
            .request(.create, on: header, of: .wholeRecord(of: patient), about: patient)
        return core.policy.decide(request).effect != .permit
    }

    // MARK: Papers

    fileprivate func probeDirectives(_ tally: inout Tally) async throws {
        let none = DirectiveID(Bytes16(high: 6, low: 7))
        typealias Call = @Sendable (NoteSession, DirectiveID, PatientID, IdempotencyKey) async throws -> Void
        let calls: [(name: String, action: NoteAction, make: Call)] = [
            ("confirm", .confirmDirective, { try await $0.confirm($1, of: $2, idempotencyKey: $3) }),
            ("revoke", .revokeDirective, { try await $0.revoke($1, of: $2, idempotencyKey: $3) }),
            (
                "expiry event", .revokeDirective,
                { try await $0.recordExpiryEvent(of: $1, of: $2, idempotencyKey: $3) }
            ),
        ]
        for asker in askers {
            let isHidden = try await isHidden(ana.id, from: asker)
            for (place, directive) in directives.enumerated() {
                for call in calls where try await mayNot(call.action, directive, asker) {
                    var seen: [Observation] = []
                    for (number, pair) in [(directive, ana.id), (none, ana.id), (directive, noPatients[0])]
                        .enumerated()
                    {
                        let key = Self.key(asker.name, call.name, "\(place) \(number)")
                        seen.append(
                            try await observe(asker, key) { session, key in
                                try await call.make(session, pair.0, pair.1, key)
                                return "done"
                            }
                        )
                    }
                    tally.compare("\(asker.name): \(call.name) \(place), no paper", seen[0], seen[1])
                    if isHidden {
                        tally.compare("\(asker.name): \(call.name) \(place), no patient", seen[0], seen[2])
                    }
                }
            }
        }
    }

    /// Whether a paper of Ana's is not listed to somebody who may not do this with it either.
    private func mayNot(_ action: NoteAction, _ id: DirectiveID, _ asker: Asker) async throws -> Bool {
        let core = clinic.vault.core
        let owner = try await core.view([ana.id.owner: []]).owners[ana.id.owner]?.aggregate
        let (own, now) = (try #require(owner), clinic.clock.now)
        let filed = try #require(own.papers.first { $0.id == id })
        let facts = await asker.session.factsOfPrincipal([ana.id], at: now)
        let asked = AccessCase(principal: facts, owner: own, now: now)
        return [action, .listDirectives].allSatisfy { action in
            let paper = PaperFacts(action, filed, by: asker.session, or: .none)
            return core.policy.decide(asked.request(action, with: paper, of: ana.id)).effect != .permit
        }
    }
}

extension DutySetting {
    /// Another's duty, and what was refused to oneself, against no duty at all.
    fileprivate static func probe(_ tally: inout HiddenAgainstAbsentTests.Tally) async throws {
        let store = StepStore()
        let setting = try await DutySetting(store: store)
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.bench(reviewed: false).read(setting.own)
        }
        let duty = try #require(try await setting.worklist().first)
        let end = UInt64(try await setting.clinic.audit().count)
        let absent = [
            Duty.ID(position: end + 7, obligation: duty.obligation),
            Duty.ID(position: 0, obligation: duty.obligation),
            Duty.ID(position: duty.id.position, obligation: .notifyRecipients),
        ]
        let sessions = [
            ("colleague", try await setting.clinic.desk(setting.okafor)),
            ("author", try await setting.clinic.desk(setting.rivera)),
            ("court", try await setting.bench(reviewed: false)),
            ("patient", try await setting.clinic.portal(setting.ana)),
        ]
        for (name, session) in sessions {
            var seen: [Observation] = []
            for (number, id) in ([duty.id] + absent).enumerated() {
                let steps = Steps()
                let answer = await Steps.$current.withValue(steps) {
                    await refusal {
                        try await session.discharge(
                            id,
                            words: "x",
                            idempotencyKey: IdempotencyKey("\(name) \(number)")
                        )
                    } ?? "done"
                }
                seen.append(Observation(answer: answer, recorded: [], steps: steps.all))
            }
            for (number, other) in seen.enumerated().dropFirst() {
                tally.compare("\(name): discharge \(number)", seen[0], other)
            }
        }
    }
}
