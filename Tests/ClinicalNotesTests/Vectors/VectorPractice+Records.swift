import ClinicalNotes
import TestSupport

/// What is put on record about the note: what is shared and held, documents, keys.
extension VectorPractice {
    mutating func share() async throws {
        let facts = request.note
        let setter = try facts.sharingSetBy.told() == .administrator ? administrator : author
        let desk = try await session(setter, for: .documentation)
        for (number, patient) in try subjects.enumerated() {
            let key = IdempotencyKey("share-\(number)")
            switch try facts.sharing.told() {
            case .withheld: try await desk.withhold(note, from: patient, idempotencyKey: key)
            case .released: try await desk.release(note, to: patient, idempotencyKey: key)
            case .scheduled(let opening):
                try await desk.release(note, to: patient, at: opening, idempotencyKey: key)
            }
        }
        try await placeHolds()
        if try facts.status.told() == .enteredInError {
            let own = try await session(author, for: .documentation)
            try await own.enterInError(
                note,
                as: facts.wrongPatient.told() ? .wrongPatient : .wrongContent,
                reason: "Filed by mistake.",
                idempotencyKey: "withdraw"
            )
        }
    }

    private mutating func placeHolds() async throws {
        let desk = try await session(author, for: .treatment)
        for facts in try request.note.holds.told() {
            guard let patient = try subjects.first else { continue }
            let hold = try Hold(
                note: note,
                scope: facts.scope.told() == .note ? .note : .part(2),
                patient: patient,
                ground: facts.ground.told(),
                determinedBy: facts.determinedBy.told(),
                by: author,
                at: clock.now,
                individualized: facts.individualized.told(),
                treatingRelationship: facts.treatingRelationship.told(),
                expires: facts.expires.told(),
                review: facts.review.told()
            )
            do {
                try await desk.place(hold, idempotencyKey: "hold")
            } catch {
                guard error.code == .invalidInput, !hold.ground.isOne else { throw error }
                // What is no ground is not even put on record; the request must then come out as without a hold.
                keepsLess = true
            }
        }
    }

    // MARK: Documents

    mutating func recordDocuments() async throws {
        let office = try await session(administrator, for: .operations)
        for (number, represented) in try request.principal.represents.told().enumerated() {
            guard let patient = patients[represented.bytes] else { continue }
            let abuse = try request.principal.abuseSuspected.told()
            let representation = Representation(
                of: patient,
                by: actor,
                basis: try request.principal.role.told() == .parent ? .parent : .adult,
                from: clock.now,
                nonRecognition: try abuse
                    ? NonRecognition(
                        believedEndangered: true,
                        notInBestInterest: true,
                        by: author,
                        at: clock.now
                    )
                    : nil
            )
            try await record(.representation(representation), "represents-\(number)")
        }
        for (number, facts) in try request.note.restrictions.told().enumerated() {
            guard let patient = try subjects.first else { continue }
            let restriction = Restriction(
                try facts.kind.told(),
                patient: patient,
                blocksRoles: Set(try facts.blocksRoles.told()),
                blocksPurposes: Set(try facts.blocksPurposes.told()),
                termination: try facts.termination.told(),
                terminatedAt: try facts.terminatedAt.told()
            )
            try await record(.restriction(restriction), "restricts-\(number)")
        }
        for facts in try request.directives.told() {
            let document = try document(facts)
            let made = try await record(document, "document")
            directive = made
            if try document.subjects.isDisjoint(with: subjects) { keepsLess = true }
            if try facts.expirationEventOccurred.told(), let subject = document.subjects.first {
                guard try facts.expires.told() == .event else { throw Inexpressible(.refusedDocument) }
                try await office.recordExpiryEvent(of: made, of: subject, idempotencyKey: "event")
            }
            let inWriting = try facts.revokedInWriting.told()
            guard try facts.revoked.told() || inWriting, let subject = document.subjects.first else {
                continue
            }
            try await office.revoke(made, of: subject, inWriting: inWriting, idempotencyKey: "revoke")
        }
    }

    /// Legal process that the actor shows, as the office put it on record.
    mutating func recordProcess() async throws {
        guard let facts = try request.legal.told() else { return }
        let instrument = try facts.instrument.told()
        // Without any paper there is nothing to file.
        guard try instrument != nil || facts.assurance.told() != .none else { return }
        func told<Value>(_ fact: Fact<Value>, else value: Value) -> Value { (try? fact.told()) ?? value }
        let process = LegalProcess(
            instrument,
            subjects: Set(try subjects),
            recipients: [.principal(actor)],
            expresslyCovers: told(facts.expresslyCovers, else: false),
            mandatory: told(facts.mandatory, else: false),
            assurance: told(facts.assurance, else: .none),
            threePartTest: told(facts.threePartTest, else: false),
            againstPatient: told(facts.againstPatient, else: false),
            broughtBy: told(facts.broughtBy, else: .none),
            oversight: told(facts.oversightOf, else: .none),
            part2Section: told(facts.part2Section, else: nil),
            part2ConfidentialFinding: told(facts.part2ConfidentialFinding, else: false),
            part2WithSubpoena: told(facts.part2WithSubpoena, else: false),
            receivedAt: clock.now
        )
        try await record(.legalProcess(process), "process")
    }

    /// Puts a paper on record, and has it confirmed by somebody else where it waits.
    @discardableResult
    private func record(_ document: DirectiveDocument, _ key: String) async throws -> DirectiveID {
        let office = try await session(administrator, for: .operations)
        let made = try await office.record(document, idempotencyKey: IdempotencyKey(key))
        guard let patient = document.subjects.first else { return made }
        let filed = try await office.directives(of: patient).first { $0.id == made }
        guard filed?.isInForce == false else { return made }
        try await session(registrar, for: .operations)
            .confirm(made, of: patient, idempotencyKey: IdempotencyKey("confirm-\(key)"))
        return made
    }

    // MARK: Keys

    /// Grants the actor the note's key, if the law would let the actor read it; else the vault refuses.
    func grantKey() async throws {
        let reading: Set<NoteAction> = [.read, .disclose, .export]
        guard try compartment.custody == .granted, actor != (try author),
            reading.contains(try request.action.told())
        else { return }
        let desk = try await session(author, for: .treatment)
        directory.answer(
            VectorDirectory.Answers(
                principal: actor,
                careTeam: request.principal.careTeam,
                isVerified: request.principal.verified
            )
        )
        var circumstances = try declared
        circumstances.discharged = (vector.expect.obligations ?? []).filter { $0.timing == .before }
        do {
            try await desk.grantKey(
                of: note,
                to: actor,
                for: request.purpose.told(),
                declaring: circumstances,
                under: directive,
                idempotencyKey: "grant"
            )
        } catch let error as NotesError where error.code == .refused {
            // The law does not let the actor read it: no key either.
        } catch let error as NotesError where error.code == .notFound {
            // As before, told as if there were no note.
        }
    }
}
