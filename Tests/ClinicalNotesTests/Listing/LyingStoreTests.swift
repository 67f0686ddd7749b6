import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A chart on a store that lies")
struct LyingStoreTests {
    /// What a reader is told of a chart, each in another way.
    struct Told: Equatable {
        let listed: [NoteID]
        let count: Int
        let found: [NoteID]
    }

    let store: TamperingStore
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let ana: Clinic.Patient
    let ben: Clinic.Patient
    let group: OwnerID
    let truth: Told

    /// Notes of a patient on two directory pages, and of the patient's group; drafts of two authors.
    init() async throws {
        store = TamperingStore()
        clinic = try await Clinic(store: store)
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
        ben = try await clinic.patient("Ben", seenBy: rivera, okafor)
        let desk = try await clinic.desk(rivera)
        let (author, start) = (rivera.id, Practice.start)
        let notes = (0..<130).map { number in
            ExternalNote(
                key: PersonIdentifier(system: "urn:old", value: "\(number)"),
                kind: FreeText.template.kind,
                compartment: .general,
                sections: [ExternalSection(text: "Taken over")],
                authors: [ExternalAuthor(attested: "Rivera", principal: author)],
                subjects: [0],
                period: (start + .seconds(number))..<(start + .seconds(number))
            )
        }
        _ = try await desk.importRecords(ExternalRecords(patients: [.known(ana.id)], notes: notes))
        clinic.clock.advance(by: .seconds(1_000))
        for number in 0..<2 {
            _ = try await desk.signed("Alone \(number)", about: ana.id, key: "alone-\(number)")
            _ = try await desk.analysed("Own analysis \(number)", about: ana.id, key: "own-\(number)")
            _ = try await desk.signed(
                "Both together again \(number)",
                about: ana.id,
                ben.id,
                key: "both-\(number)"
            )
        }
        for (number, author) in [desk, desk, try await clinic.desk(okafor)].enumerated() {
            _ = try await author.draft(
                FreeText("Draft"),
                about: [ana.id],
                idempotencyKey: IdempotencyKey("draft-\(number)")
            )
        }
        let own = ana.id.owner
        let owners = try await clinic.vault.core.chartViews(of: ana.id).keys
        group = try #require(owners.first { $0 != own })
        truth = try await Self.told(desk, ana.id)
        #expect(truth.count == 138 && truth.listed.count == 138 && truth.found.count == 138)
    }

    private static func told(_ session: NoteSession, _ patient: PatientID) async throws -> Told {
        let chart = session.chart(of: patient)
        var listed: [NoteID] = []
        for try await entry in chart { listed.append(entry.id) }
        let found = try await chart.search(for: "a").map(\.id)
        return Told(listed: listed, count: try await chart.count(), found: found)
    }

    /// A therapist at work in a vault that knows nothing yet.
    private func desk(_ staff: Clinic.Staff, on store: any NoteStore) async throws -> NoteSession {
        let now = clinic.clock.now
        let vault = try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: clinic.keys,
            policy: .unitedStates,
            relationships: clinic.directory,
            environment: VaultEnvironment(now: { now }, entropy: .system)
        )
        return try await vault.session(for: staff.id, purpose: .treatment, unlocking: staff.keyring)
    }

    @Test("that forgets a group between two answers tells nothing shorter")
    func forgotten() async throws {
        let (group, records) = (group, OwnerRecords(tenant: clinic.tenant, owner: group))
        let honest = TamperingStore(store.image)
        let store = ForgettingStore(base: honest) { keys in
            keys.contains { $0.collection == .header } ? Set(OwnerView.keys(records)) : []
        }
        let chart = try await desk(rivera, on: store).chart(of: ana.id)
        await #expect(throws: NotesError(.rolledBack)) { try await chart.page(limit: 200) }
        await #expect(throws: NotesError(.rolledBack)) { try await chart.count() }
        let own = ChartFilter(compartments: [.psychotherapy])
        #expect(try await desk(rivera, on: store).chart(of: ana.id, matching: own).count() == 2)
        #expect(truth.listed.contains { $0.owner == group })
    }

    @Test("that hides a group lets nobody write as if there were none")
    func writing() async throws {
        var image = store.image
        for key in image.keys where key.owner == group { image[key] = nil }
        let desk = try await desk(rivera, on: TamperingStore(image))
        await #expect(throws: NotesError(.tampered)) {
            try await desk.draft(FreeText("Both"), about: [ana.id, ben.id], idempotencyKey: "both")
        }
        let vault = NoteVault(core: desk.core)
        await #expect(throws: NotesError(.tampered)) {
            try await vault.update(ana.id, Person(legalName: "Ana"), idempotencyKey: "update")
        }
    }

    private func expectTampered(_ name: String, _ lie: (inout StoreImage) throws -> Void) async throws {
        var image = store.image
        try lie(&image)
        let lying = TamperingStore(image)
        let chart = try await desk(rivera, on: lying).chart(of: ana.id)
        await #expect(throws: NotesError(.tampered), "\(name), a page") { try await chart.page() }
        await #expect(throws: NotesError(.tampered), "\(name), a count") { try await chart.count() }
        await #expect(throws: NotesError(.tampered), "\(name), a search") { try await chart.search(for: "a") }
        let now = clinic.clock.now
        let vault = try await NoteVault.open(
            store: lying,
            waiving: .durable,
            keys: clinic.keys,
            policy: .unitedStates,
            relationships: clinic.directory,
            environment: VaultEnvironment(now: { now }, entropy: .system)
        )
        let portal = try await vault.session(for: .patient(ana.id), unlocking: ana.keyring)
        await #expect(throws: NotesError(.tampered), "\(name), a request for access") {
            try await portal.requestAccess(to: ana.id, idempotencyKey: "all")
        }
    }

    private func page(_ owner: OwnerID, _ number: UInt32) -> RecordKey {
        OwnerRecords(tenant: clinic.tenant, owner: owner).page(number)
    }

    /// The last state of a row before the present one.
    private func older(_ key: RecordKey) -> StoreImage.Row? {
        store.history.reversed().lazy.compactMap { $0[key] }.first { $0 != store.image[key] }
    }

    @Test("that hides a directory page, gives an older one or two for each other, tells nothing shorter")
    func pages() async throws {
        let first = page(ana.id.owner, 0)
        let last = page(ana.id.owner, 1)
        let groups = page(group, 0)
        for key in [first, last, groups] {
            try await expectTampered("hidden") { $0[key] = nil }
            let earlier = try #require(older(key))
            try await expectTampered("older") { $0[key] = earlier }
        }
        for (one, other) in [(first, last), (first, groups)] {
            try await expectTampered("swapped") { image in
                (image[one], image[other]) = (image[other], image[one])
            }
        }
    }

    @Test("that hides a header, gives an older one or another's, tells nothing shorter")
    func headers() async throws {
        let signed = try truth.listed.filter { note in
            let key = OwnerRecords(tenant: clinic.tenant, owner: note.owner).header(note.record)
            return try #require(store.image[key]).revision > 1
        }
        for note in [try #require(signed.first), try #require(signed.first { $0.owner == group })] {
            let key = OwnerRecords(tenant: clinic.tenant, owner: note.owner).header(note.record)
            let earlier = try #require(older(key))
            try await expectTampered("hidden") { $0[key] = nil }
            try await expectTampered("older") { $0[key] = earlier }
            let other = OwnerRecords(tenant: clinic.tenant, owner: truth.listed[137].owner)
                .header(truth.listed[137].record)
            let value = try #require(store.image[other]).value
            try await expectTampered("another's") { $0[key]?.value = value }
        }
    }

    @Test("that hides a group, as a whole or in part, tells nothing shorter")
    func groups() async throws {
        try await expectTampered("whole") { image in
            for key in image.keys where key.owner == group { image[key] = nil }
        }
        for key in OwnerView.keys(OwnerRecords(tenant: clinic.tenant, owner: group)) {
            try await expectTampered("row") { $0[key] = nil }
        }
    }

    @Test("whichever row of the patient or the group is hidden or old, tells what is true or nothing")
    func anyRow() async throws {
        var (tried, refused) = (0, 0)
        let rows = store.image.keys.filter { key in
            [ana.id.owner, group].contains(key.owner) && key.collection <= .header
        }
        let share = Soak.isOn ? 1 : 9
        let some = rows.enumerated().filter { $0.offset % share == 0 }.map(\.element)
        for key in some {
            for state in [nil, older(key)] {
                tried += 1
                var image = store.image
                image[key] = state
                let desk = try await desk(rivera, on: TamperingStore(image))
                do {
                    #expect(try await Self.told(desk, ana.id) == truth, "\(key)")
                } catch let error as NotesError where error.code == .tampered {
                    refused += 1
                }
            }
        }
        print("hidden and older rows of a chart: \(tried) tried, \(refused) refused")
        #expect(refused > tried / 2)
    }

    @Test("that gives hits twice, or hides what the index points to, is told")
    func drafts() async throws {
        let truth = try await desk(rivera, on: store).drafts().map(\.id)
        #expect(truth.count == 2)
        let key = OwnerRecords(tenant: clinic.tenant, owner: truth[0].owner).header(truth[0].record)
        var twice = store.image
        let entries = try #require(twice[key]).entries
        twice[key]?.entries = (0..<1_000).flatMap { _ in entries }
        let misled = try await desk(rivera, on: TamperingStore(twice))
        await #expect(throws: NotesError(.storeMisbehaved)) { try await misled.drafts() }
        var hidden = store.image
        hidden[key]?.value = []
        let desk = try await desk(rivera, on: TamperingStore(hidden))
        await #expect(throws: NotesError(.tampered)) { try await desk.drafts() }
    }

    @Test("that points an author's drafts to what is no draft, or to another's, lists none of that")
    func misledDrafts() async throws {
        let truth = try await desk(rivera, on: store).drafts().map(\.id)
        let records = OwnerRecords(tenant: clinic.tenant, owner: ana.id.owner)
        let entries = try #require(store.image[records.header(truth[0].record)]).entries
        let headers = store.image.keys.filter { $0.collection == .header && $0.owner == ana.id.owner }
        let views = try await clinic.vault.core.wholeView([ana.id.owner]).owners
        let notes = Set(views.values.flatMap(\.directoryNotes))
        let signed = try #require(self.truth.listed.first { $0.owner == ana.id.owner && !truth.contains($0) })
        let other = try #require(
            headers.first { !notes.contains(NoteID(owner: $0.owner, record: $0.record)) }
        )
        var image = store.image
        for key in [records.header(signed.record), other] { image[key]?.entries += entries }
        #expect(try await desk(rivera, on: TamperingStore(image)).drafts().map(\.id) == truth)
        let okafors = try await desk(okafor, on: store).drafts().map(\.id)
        image[records.header(try #require(okafors.first).record)]?.entries += entries
        let desk = try await desk(rivera, on: TamperingStore(image))
        await #expect(throws: NotesError(.tampered)) { try await desk.drafts() }
    }
}

/// A store that has forgotten some rows whenever it is asked for certain others.
struct ForgettingStore: ForwardingStore {
    let base: TamperingStore
    var forwarded: any NoteStore { base }
    let forgotten: @Sendable ([RecordKey]) -> Set<RecordKey>

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        let forgotten = forgotten(keys)
        return try await base.fetch(keys, by: deadline).map { row in
            row.flatMap { forgotten.contains($0.key) ? nil : $0 }
        }
    }
}
