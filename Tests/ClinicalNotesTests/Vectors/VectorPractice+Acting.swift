import ClinicalNotes

/// What came of a vector in its vault.
struct VectorOutcome: Sendable {
    var effect: Effect
    /// What the vault recorded: the duties in the audit entry, and the rules.
    var recorded: Set<Obligation> = []
    var rules: [String] = []
    /// What the caller was told, if anything.
    var told: Set<Obligation>?
    var citations: [String]?
    /// What is wrong beside that.
    var faults: [String] = []
    /// All that reached the caller, as text.
    var received = ""
}

extension VectorPractice {
    /// Does what the vector says, as its actor, and tells what came of it.
    func act() async throws -> VectorOutcome {
        let expectsDuties = (vector.expect.obligations ?? []).filter { $0.timing == .before }
        var circumstances = try declared
        var outcome = try await attempt(circumstances)
        if vector.expect.effect == .permit, !expectsDuties.isEmpty {
            // What must come before opening blocks it until somebody says that it was done.
            if outcome.effect == .permit || outcome.told?.isSubset(of: expectsDuties) != true {
                outcome.faults.append("opened before \(expectsDuties.map(\.rawValue))")
            }
            let faults = outcome.faults
            circumstances.discharged = expectsDuties
            outcome = try await attempt(circumstances)
            outcome.faults += faults
        }
        let isNeverOpened = expectsDuties.contains(.deidentifyFirst) && outcome.told == [.deidentifyFirst]
        // Law would have it once identifiers are removed; the vault tells so, and hands out nothing.
        if isNeverOpened { outcome.effect = .permit }
        guard let entry = try await entry() else {
            outcome.faults.append("not in the audit log")
            return outcome
        }
        outcome.recorded = Set(entry.duties.compactMap { Obligation(rawValue: $0.obligation) })
        outcome.rules = entry.rules
        if (entry.outcome == .permitted) != (outcome.effect == .permit && !isNeverOpened) {
            outcome.faults.append("recorded as \(entry.outcome)")
        }
        return outcome
    }

    /// Whether the vector's permit may rest on what its actor alone says, so that somebody else looks at it afterwards.
    var isReviewed: Bool {
        get throws {
            guard vector.expect.effect == .permit else { return false }
            let declared = try declared
            let isDeclared =
                switch try request.purpose.told() {
                case .seriousThreat: declared.threat != nil
                case .emergencyTreatment: declared.emergency != nil
                case .research: declared.research != nil
                case .legalDefense, .judicialProceeding, .lawEnforcement, .healthOversight:
                    declared.proceeding != nil
                default: false
                }
            let before = (vector.expect.obligations ?? []).filter { $0.timing == .before }
            return isDeclared || !before.subtracting([.deidentifyFirst]).isEmpty
        }
    }

    private func entry() async throws -> AuditEntry? {
        let action = try request.action.told()
        return try await vault.auditEntries().last { entry in
            entry.principal == actor && entry.action == action
                && (entry.record == note.record || action == .create || action == .requestAccounting)
                && [.decision, .accessReading, .release, .keyGrant, .amendmentRequest, .accounting].contains(
                    entry.event
                )
        }
    }

    private func attempt(_ circumstances: Circumstances) async throws -> VectorOutcome {
        let session = try await session(actor, for: request.purpose.told(), declaring: circumstances)
        do {
            return try await perform(in: session)
        } catch let error as NotesError where error.refusal != nil {
            guard let refusal = error.refusal else { throw error }
            return VectorOutcome(
                effect: .deny,
                told: Set(refusal.obligations),
                citations: refusal.citations.map(\.description),
                received: "\(refusal) \(String(reflecting: refusal))"
            )
        } catch let error as NotesError where error.code == .notFound {
            return VectorOutcome(effect: .deny, received: "\(error) \(String(reflecting: error))")
        }
    }

    private func perform(in session: NoteSession) async throws -> VectorOutcome {
        let key: IdempotencyKey = "act"
        let changed = "Changed words."
        let type = try compartment.words
        switch try request.action.told() {
        case .read, .browse, .disclose:
            let asked = try request.purpose.told() == .patientRequest && request.action.told() == .read
            return handed(try await asked ? session.readRequested(note) : session.read(note))
        case .export: return handed(try await session.export(note))
        case .edit:
            try await edit(content(changed, as: type), in: session, key: key)
            return try await done(.draft, changed)
        case .sign:
            try await session.sign(note, idempotencyKey: key)
            return try await done(.signed, canary)
        case .cosign:
            try await session.cosign(note, idempotencyKey: key)
            return try await done(.cosigned, canary)
        case .amend:
            try await amend(content(changed, as: type), in: session, key: key)
            return try await done(.amended, changed)
        case .markEnteredInError:
            try await session.enterInError(
                note,
                as: .wrongContent,
                reason: "Filed by mistake.",
                idempotencyKey: key
            )
            return try await done(.enteredInError, canary)
        case .annotate:
            let annotation = try await session.annotate(note, ClinicalText(changed), idempotencyKey: key)
            return annotation == note
                ? VectorOutcome(effect: .deny) : try await done(request.note.status.told(), canary)
        case .delete:
            try await session.discard(note, reason: "Begun by mistake.", idempotencyKey: key)
            let left = try await self.session(author, for: .treatment).read([note])
            return VectorOutcome(effect: left.isEmpty ? .permit : .deny)
        case .setSharing:
            guard let patient = try subjects.first else { throw Inexpressible(.noWriter) }
            try await session.release(note, to: patient, idempotencyKey: key)
            let shown = try await self.session(.patient(patient), for: .patientRequest).read([note])
            return VectorOutcome(effect: shown[note]?.copyText().contains(canary) == true ? .permit : .deny)
        case .create:
            let made = try await draft(content(changed, as: type), in: session, key: key)
            let found = try await self.session(actor, for: .treatment).read(made)
            return VectorOutcome(effect: found.copyText() == changed ? .permit : .deny)
        case .deidentify: return handed(try await session.deidentify(note))
        case .requestAmendment:
            let made = try await session.requestAmendment(
                of: note,
                ClinicalText(changed),
                idempotencyKey: key
            )
            let found = try await self.session(author, for: .treatment).amendmentRequests(of: note)
            return VectorOutcome(effect: found.map(\.id) == [made.id] ? .permit : .deny)
        case .requestAccounting:
            guard let patient = try subjects.first else { throw Inexpressible(.noWriter) }
            let given = try await session.requestAccounting(of: patient, idempotencyKey: key)
            return VectorOutcome(effect: given.disclosures.isEmpty ? .permit : .deny)
        // None of these vectors is about papers; those that are ask the policy alone.
        case .recordDirective, .confirmDirective, .listDirectives, .revokeDirective, .importRecords, .attest,
            .enroll, .register, .updatePerson:
            throw Inexpressible(.unrecorded)
        }
    }

    private func handed(_ opened: OpenedNote) -> VectorOutcome {
        var outcome = VectorOutcome(
            effect: .permit,
            told: Set(opened.obligations),
            citations: opened.citations.map(\.description),
            received: opened.copyText()
        )
        if !outcome.received.contains(canary) { outcome.faults.append("permitted, but without content") }
        outcome.faults += Self.faultsOfTraveling(opened)
        return outcome
    }

    /// What is wrong with the duties that must be carried out together with the value.
    private static func faultsOfTraveling(_ opened: OpenedNote) -> [String] {
        var faults: [String] = []
        let notices = Dictionary(opened.notices.map { ($0.obligation, $0.text) }) { first, _ in first }
        let carriedOut: Set<Obligation> = [.appendNotOverwrite, .redactHeldPart, .redactOtherSubjects]
        for obligation in opened.obligations where obligation.timing == .with {
            if notices[obligation] == nil && !carriedOut.contains(obligation) {
                faults.append("no notice of \(obligation.rawValue)")
            }
        }
        if opened.obligations.contains(.part2Notice),
            notices[.part2Notice]
                != "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
        {
            faults.append("not the words of 42 CFR 2.32(a)(2)")
        }
        if opened.obligations.contains(.attachConsent) == opened.consents.isEmpty {
            faults.append("\(opened.consents.count) consents attached")
        }
        let shown =
            opened.copyText()
            + opened.parts.flatMap { opened.fields(of: $0).values }
            .map { String(decoding: $0.copyBytes(), as: UTF8.self) }.joined()
        for (obligation, subject) in [(Obligation.redactHeldPart, 0), (.redactOtherSubjects, 1)]
        where opened.obligations.contains(obligation) && shown.contains(wordsOnlyAbout(subject)) {
            faults.append("\(obligation.rawValue), but it is there")
        }
        return faults
    }

    /// A change that was made, if the author finds it made.
    private func done(_ status: NoteStatus, _ words: String) async throws -> VectorOutcome {
        let found = try await session(author, for: .treatment).read(note)
        var outcome = VectorOutcome(effect: .permit)
        if found.status != status { outcome.faults.append("the note is \(found.status)") }
        if !found.copyText().contains(words) { outcome.faults.append("the words are not the new ones") }
        return outcome
    }

    /// What somebody gets who tries everything to see the note, as text.
    func everythingReceived() async throws -> String {
        let session = try await session(actor, for: request.purpose.told(), declaring: declared)
        var received = ""
        func collect(_ body: () async throws -> String) async { received += await Self.text(of: body) }
        await collect { try await session.read(note).copyText() }
        await collect { try await session.readRequested(note).copyText() }
        await collect { try await session.export(note).copyText() }
        await collect { try await session.read([note]).values.map { $0.copyText() }.joined() }
        await collect { "\(try await session.holds(on: note))" }
        await collect { "\(try await session.drafts())" }
        await collect { try await session.deidentify(note).copyText() }
        await collect { "\(try await session.amendmentRequests(of: note))" }
        await collect { "\(try await session.duties())" }
        for (number, patient) in try subjects.enumerated() {
            await collect { "\(try await session.chart(of: patient).page())" }
            await collect { "\(try await session.directives(of: patient))" }
            await collect {
                let key = IdempotencyKey("accounting-\(number)")
                return "\(try await session.requestAccounting(of: patient, idempotencyKey: key))"
            }
            await collect {
                let key = IdempotencyKey("access-\(number)")
                let response = try await session.requestAccess(to: patient, idempotencyKey: key)
                return "\(response)"
            }
        }
        return received
    }

    private static func text(of body: () async throws -> String) async -> String {
        do {
            return try await body() + "\n"
        } catch {
            return "\(error) \(String(reflecting: error))\n"
        }
    }

    /// What its author reads in the note.
    func authorReads() async throws -> String {
        try await session(author, for: .treatment).read(note).copyText()
    }
}
