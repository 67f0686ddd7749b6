import ClinicalNotes
import TestSupport
import Testing

@Suite("What the patient is shown and who reads inside")
struct SharingIndependenceTests {
    enum State: CaseIterable {
        case draft, signed, cosigned, amended, enteredInError
    }

    enum Kind: CaseIterable {
        case general, psychotherapy
    }

    enum Showing: CaseIterable {
        case release, schedule, part, field, withhold, hold
    }

    struct Setting {
        let clinic: Clinic
        let insiders: [(staff: Clinic.Staff, purpose: PurposeOfUse)]
        let rivera: Clinic.Staff
        let supervisor: Clinic.Staff
        let ana: Clinic.Patient
        let note: NoteID

        init(_ kind: Kind, _ state: State) async throws {
            clinic = try await Clinic()
            rivera = try await clinic.staff("Rivera")
            supervisor = try await clinic.staff("Vega", .supervisor)
            let okafor = try await clinic.staff("Okafor")
            let unrelated = try await clinic.staff("Stone")
            let clerk = try await clinic.staff("Clerk", .billing)
            let officer = try await clinic.staff("Officer", .operations)
            ana = try await clinic.patient("Ana", seenBy: rivera, okafor, supervisor)
            insiders = [
                (rivera, .treatment), (okafor, .treatment), (unrelated, .treatment), (clerk, .payment),
                (officer, .operations), (supervisor, .operations), (supervisor, .training),
            ]
            let desk = try await clinic.desk(rivera)
            switch kind {
            case .general:
                note = try await desk.draft(FreeText("Words"), about: [ana.id], idempotencyKey: "draft")
            case .psychotherapy:
                note = try await desk.draft(
                    PsychotherapyNote(impressions: "Words"),
                    about: [ana.id],
                    idempotencyKey: "draft"
                )
            }
            if state == .draft { return }
            try await desk.sign(note, idempotencyKey: "sign")
            switch state {
            case .draft, .signed: break
            case .cosigned:
                _ = await refusal { try await cosign() }
            case .amended:
                switch kind {
                case .general:
                    try await desk.amend(note, FreeText("Words, amended"), idempotencyKey: "amend")
                case .psychotherapy:
                    try await desk.amend(
                        note,
                        PsychotherapyNote(impressions: "Words, amended"),
                        idempotencyKey: "amend"
                    )
                }
            case .enteredInError:
                try await desk.enterInError(
                    note,
                    as: .wrongContent,
                    reason: "Wrong chart",
                    idempotencyKey: "error"
                )
            }
        }

        func cosign() async throws {
            let session = try await clinic.desk(supervisor, .operations)
            try await session.cosign(note, idempotencyKey: "cosign")
        }

        /// What everybody inside gets.
        func inside() async throws -> [String] {
            var outcomes: [String] = []
            for (staff, purpose) in insiders {
                let session = try await clinic.desk(staff, purpose)
                outcomes.append(await session.outcome(of: note))
                let chart = try await session.chart(of: ana.id).page()
                outcomes.append("\(chart.map(\.id).contains(note))")
            }
            return outcomes
        }

        /// What the patient browses.
        func browsing() async throws -> String {
            await (try clinic.portal(ana)).outcome(of: note)
        }

        func show(_ showing: Showing) async -> String? {
            await refusal {
                let desk = try await clinic.desk(rivera)
                switch showing {
                case .release:
                    try await desk.release(note, to: ana.id, idempotencyKey: "release")
                case .schedule:
                    let opening = clinic.clock.now + .seconds(600)
                    try await desk.release(note, to: ana.id, at: opening, idempotencyKey: "schedule")
                case .part:
                    try await desk.release(note, to: ana.id, scope: .part(1), idempotencyKey: "part")
                case .field:
                    try await desk.release(
                        note,
                        to: ana.id,
                        scope: .field(FieldAddress(part: 1, field: 1)),
                        idempotencyKey: "field"
                    )
                case .withhold:
                    try await desk.withhold(note, from: ana.id, idempotencyKey: "withhold")
                case .hold:
                    try await desk.place(
                        Hold(
                            note: note,
                            patient: ana.id,
                            ground: .endangerLifeOrPhysicalSafety,
                            determinedBy: .licensedProfessional,
                            by: rivera.id,
                            at: clinic.clock.now,
                            individualized: true,
                            treatingRelationship: true,
                            expires: nil
                        ),
                        idempotencyKey: "hold"
                    )
                }
            }
        }
    }

    @Test("nothing that is shown or held changes a reading inside", arguments: Kind.allCases, State.allCases)
    func showing(kind: Kind, state: State) async throws {
        let setting = try await Setting(kind, state)
        let before = try await setting.inside()
        #expect(before[0].hasPrefix("words") || state == .enteredInError)
        for showing in Showing.allCases {
            let refused = await setting.show(showing)
            #expect(try await setting.inside() == before, "\(showing), \(refused ?? "done")")
            setting.clinic.clock.advance(by: .seconds(1200))
            #expect(try await setting.inside() == before, "\(showing), later")
        }
    }

    @Test(
        "nothing that is opened inside changes what the patient browses",
        arguments: Kind.allCases,
        [false, true]
    )
    func opening(kind: Kind, released: Bool) async throws {
        let setting = try await Setting(kind, .signed)
        if released { #expect(await setting.show(.release) == nil) }
        let before = try await setting.browsing()
        #expect(before.hasPrefix("words") == released)
        let desk = try await setting.clinic.desk(setting.rivera)
        let authorization = try await desk.record(
            .authorization(.forClinician(setting.insiders[1].staff, of: setting.ana.id, at: setting.clinic)),
            idempotencyKey: "authorization"
        )
        #expect(try await setting.browsing() == before)
        if kind == .psychotherapy {
            try await desk.grantKey(
                of: setting.note,
                to: setting.insiders[1].staff.id,
                for: .treatment,
                under: authorization,
                idempotencyKey: "grant"
            )
            let okafor = try await setting.clinic.desk(setting.insiders[1].staff)
            #expect(await okafor.outcome(of: setting.note) == "words: Words")
        }
        #expect(try await setting.browsing() == before)
        _ = try await setting.inside()
        _ = await refusal { try await setting.cosign() }
        #expect(try await setting.browsing() == before)
    }
}

extension Authorization {
    /// A complete authorization that lets one clinician of the practice read psychotherapy notes to treat.
    static func forClinician(_ reader: Clinic.Staff, of patient: PatientID, at clinic: Clinic)
        -> Authorization
    {
        Authorization(
            subjects: [patient],
            description: "All psychotherapy notes",
            covers: [.psychotherapy],
            disclosers: [.organization(clinic.vault.organization)],
            recipients: [.principal(reader.id)],
            purposes: [.treatment],
            expiry: CalendarDay("2027-12-31").map { .day($0) },
            signature: DirectiveSignature(by: .patient, on: CalendarDay("2025-10-01")),
            statements: Set(Statement.allCases)
        )
    }
}
