internal import ClinicalNotes

/// What happens in a week: Ana's visit is documented and opened to her, to a consultant and to a helper, and what the week
/// before opened is taken back.
struct WeekOfPractice {
    let vault: NoteVault
    let practice: Practice
    /// The therapist's session.
    let desk: NoteSession
    /// The session of the privacy officer, who files the papers.
    let office: NoteSession
    let week: Week

    /// Opens the sessions of those who act.
    init(_ week: Week, of practice: Practice, in vault: NoteVault) async throws {
        self.vault = vault
        self.practice = practice
        self.week = week
        desk = try await vault.session(for: practice[.originator])
        office = try await vault.session(for: practice[.privacyOfficer])
    }

    private var ana: PatientID { practice.ana }

    /// Lives the week.
    ///
    /// - Parameters:
    ///   - earlier: What the week before opened, or `nil` in the first.
    ///   - deeds: What is done, and what is refused.
    /// - Returns: What this week opened.
    func live(after earlier: Week.Opened?, _ deeds: inout DeedList) async -> Week.Opened {
        var opened = Week.Opened()
        if let visit = await deeds.attempt(.visit, ana.owner, { try await visit() }) {
            (opened.summary, opened.analysis) = (visit.summary, visit.analysis)
        }
        if let earlier { await takeBack(earlier, &deeds) }
        opened.authorization = await deeds.attempt(.authorization, ana.owner) {
            try await authorize(try opened.analysis.required)
        }
        await filePapers(naming: opened.analysis, &deeds)
        opened.helper = await deeds.attempt(.enrollment, nil) { try await takeOn() }
        return opened
    }

    /// One call, two compartments, one atomic write; both notes are signed and released to her.
    private func visit() async throws -> DocumentedSession {
        let texts = SessionTexts.individual(week: week.number)
        let start = week.began + .seconds(-6 * 86_400)
        let visit = try await desk.document(
            CounselingSession(
                subjects: [ana],
                period: start..<(start + .seconds(50 * 60)),
                modality: .individual,
                summary: texts.summary,
                analysis: texts.analysis
            ),
            idempotencyKey: week.key("visit")
        )
        let analysis = try visit.analysis.required
        try await desk.sign(visit.summary, idempotencyKey: week.key("sign-summary"))
        try await desk.sign(analysis, idempotencyKey: week.key("sign-analysis"))
        try await desk.release(visit.summary, to: ana, idempotencyKey: week.key("release-summary"))
        // The psychotherapy note's key goes to Ana, for this one note.
        try await desk.release(analysis, to: ana, idempotencyKey: week.key("release-analysis"))
        return visit
    }

    private func takeBack(_ earlier: Week.Opened, _ deeds: inout DeedList) async {
        await deeds.attempt(.amendment, ana.owner) {
            try await desk.amend(
                try earlier.summary.required,
                SessionTexts.amendment(week: week.number),
                idempotencyKey: week.key("amend")
            )
        }
        await deeds.attempt(.withheldRelease, ana.owner) {
            try await desk.withhold(
                try earlier.analysis.required,
                from: ana,
                idempotencyKey: week.key("withhold")
            )
        }
        await deeds.attempt(.hold, ana.owner) { try await hold(try earlier.summary.required) }
        await deeds.attempt(.revokedAuthorization, ana.owner) {
            try await office.revoke(
                try earlier.authorization.required,
                of: ana,
                idempotencyKey: week.key("revoke")
            )
        }
        await deeds.attempt(.endedEnrollment, earlier.helper?.owner) {
            try await vault.endEnrollment(of: try earlier.helper.required, idempotencyKey: week.key("end"))
        }
    }

    private func hold(_ note: NoteID) async throws {
        let hold = Hold(
            note: note,
            patient: ana,
            ground: .endangerLifeOrPhysicalSafety,
            determinedBy: .licensedProfessional,
            by: desk.principal,
            at: week.began,
            individualized: true,
            treatingRelationship: true,
            expires: week.began + .seconds(90 * 86_400)
        )
        try await desk.place(hold, idempotencyKey: week.key("hold"))
    }

    /// Ana lets the consultant read this one note, in writing; its key is granted under her authorization.
    private func authorize(_ note: NoteID) async throws -> DirectiveID {
        let authorization = Authorization(
            subjects: [ana],
            description: "The psychotherapy note of one visit",
            covers: [.psychotherapy],
            notes: [note],
            disclosers: [.organization(vault.organization)],
            recipients: [.principal(practice.consultant.principal)],
            purposes: [.treatment],
            expiry: CalendarDay(of: week.began + .seconds(90 * 86_400)).map { .day($0) },
            signature: DirectiveSignature(
                by: .patient,
                principal: .patient(ana),
                on: CalendarDay(of: week.began)
            ),
            statements: Set(Authorization.Statement.allCases)
        )
        let directive = try await office.record(
            .authorization(authorization),
            idempotencyKey: week.key("authorize")
        )
        try await desk.grantKey(
            of: note,
            to: practice.consultant.principal,
            for: .treatment,
            under: directive,
            idempotencyKey: week.key("grant")
        )
        return directive
    }

    /// Two papers that the colleague files for herself: one waits and opens nothing, the other is confirmed by the privacy
    /// officer, to whom the patient showed it.
    private func filePapers(naming analysis: NoteID?, _ deeds: inout DeedList) async {
        await deeds.attempt(.waitingPaper, ana.owner) {
            let note = try analysis.required
            let paper = try await file([.psychotherapy], notes: [note], as: "waiting")
            guard try await isInForce(paper) == false else {
                throw DemonstrationError("somebody let themselves in")
            }
        }
        await deeds.attempt(.confirmedPaper, ana.owner) {
            let paper = try await file([.general], as: "confirmed")
            try await office.confirm(paper, of: ana, idempotencyKey: week.key("confirm"))
            guard try await isInForce(paper) == true else {
                throw DemonstrationError("a paper that was confirmed is not in force")
            }
        }
    }

    private func file(_ covers: Set<Compartment>, notes: Set<NoteID>? = nil, as name: String) async throws
        -> DirectiveID
    {
        let colleague = try practice[.colleague]
        let paper = Authorization(
            subjects: [ana],
            description: "What the colleague asked Ana for",
            covers: covers,
            notes: notes,
            disclosers: [.organization(vault.organization)],
            recipients: [.principal(colleague.principal)],
            purposes: [.treatment],
            expiry: CalendarDay(of: week.began + .seconds(90 * 86_400)).map { .day($0) },
            signature: DirectiveSignature(
                by: .patient,
                principal: .patient(ana),
                on: CalendarDay(of: week.began)
            ),
            statements: Set(Authorization.Statement.allCases)
        )
        return try await vault.session(for: colleague)
            .record(.authorization(paper), idempotencyKey: week.key(name))
    }

    private func isInForce(_ paper: DirectiveID) async throws -> Bool? {
        try await office.directives(of: ana).first { $0.id == paper }?.isInForce
    }

    private func takeOn() async throws -> PrincipalID {
        let standing = Enrollment.Affiliation(
            role: .billing,
            organization: vault.organization,
            coveredEntity: true
        )
        return try await vault.enroll(People.helper, standing, idempotencyKey: week.key("take-on"))
    }
}

extension Optional {
    /// What an earlier step made; that step was refused if there is nothing.
    fileprivate var required: Wrapped {
        get throws {
            guard let self else { throw DemonstrationError("a step that this one needs was refused") }
            return self
        }
    }
}

extension NoteVault {
    /// A member's session, as they open it.
    func session(for member: Member) async throws(NotesError) -> NoteSession {
        try await session(for: member.principal, purpose: member.purpose, unlocking: member.keyring)
    }
}
