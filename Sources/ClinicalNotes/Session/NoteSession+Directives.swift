internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Puts a directive on record for each of its subjects, and under each of their groups.
    ///
    /// A defective document is kept as it is, and permits nothing: ask it for its defects before. When this returns,
    /// every affected epoch is raised.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Returns: The directive.
    /// - Throws: ``Refusal`` for somebody who has no standing; ``VaultError`` with `invalidInput` for a document without
    ///   subjects, `notFound` for a subject who is not on record.
    public func record(
        _ document: DirectiveDocument,
        idempotencyKey: IdempotencyKey
    ) async throws -> DirectiveID {
        let subjects = document.subjects.sorted()
        guard !subjects.isEmpty else { throw VaultError(.invalidInput, at: "document.subjects") }
        let request = WriteRequest(principal, idempotencyKey, "directive") { document.encode(into: &$0) }
        let receipt = try await core.write(request, by: self) { transaction in
            let directive = Directive(
                id: DirectiveID(core.environment.entropy.bytes16()),
                document: document,
                recordedBy: principal,
                recordedAt: transaction.now
            )
            try await pinned().file(directive, in: &transaction)
            return directive.id.bytes.bytes
        }
        let directive: DirectiveID = try Receipt.identifier(in: receipt)
        if document.keepsOut { try await core.keep(.directive(directive, of: subjects[0])) }
        return directive
    }

    /// Revokes a directive.
    ///
    /// When this returns, no read that rests on it is recorded any more, and the keys granted
    /// under it are ended. What was read stays read.
    ///
    /// - Parameters:
    ///   - directive: The directive.
    ///   - patient: One of its subjects.
    ///   - inWriting: Whether it was revoked in writing, 45 CFR 164.508(b)(5); an oral revocation is honoured too.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``Refusal``; ``VaultError`` with `notFound` for a directive that this patient does not have.
    public func revoke(
        _ directive: DirectiveID,
        of patient: PatientID,
        inWriting: Bool = true,
        idempotencyKey: IdempotencyKey
    ) async throws {
        try await end(
            directive,
            of: patient,
            "revoke",
            idempotencyKey,
            { $0.flag(inWriting) },
            by: { filed, now in
                filed.revoked(Revocation(at: now, inWriting: inWriting, recordedBy: principal))
            }
        )
    }

    /// Files a directive that permits no more, and ends the keys granted under it.
    private func end(
        _ directive: DirectiveID,
        of patient: PatientID,
        _ name: String,
        _ idempotencyKey: IdempotencyKey,
        _ describe: (inout ByteWriter) -> Void = { _ in },
        by body: (Directive, Instant) throws(VaultError) -> Directive
    ) async throws {
        let request = WriteRequest(principal, idempotencyKey, name) { writer in
            writer.identifier(directive)
            writer.identifier(patient)
            describe(&writer)
        }
        _ = try await core.write(request, by: self) { transaction in
            try await beginChange(of: patient, in: &transaction, at: "patient")
            guard
                let filed = transaction.editors[patient.owner]?.aggregate.directives.first(where: {
                    $0.directive.id == directive
                })
            else { throw VaultError(.notFound, at: "directive") }
            let ended = try body(filed.directive, transaction.now)
            try await pinned().file(ended, in: &transaction)
            for owner in transaction.editors.keys.sorted() {
                try transaction.change(owner) { (editor) throws(CryptoError) in
                    try editor.endGrants { $0.directive == directive }
                }
            }
            return []
        }
        try await core.keep(.directive(directive, of: patient))
    }

    /// Records that the event a document was good until has occurred, 45 CFR 164.508(b)(2)(i) and 42 CFR 2.31(c)(1).
    ///
    /// As with a revocation: when this returns, no read that rests on the directive is recorded any more, and the keys
    /// granted under it are ended.
    ///
    /// - Parameters:
    ///   - directive: An authorization or consent that is good until an event.
    ///   - patient: One of its subjects.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``Refusal``; ``VaultError`` with `notFound` for a directive that this patient does not have,
    ///   `invalidInput` for one that is not good until an event.
    public func recordExpiryEvent(
        of directive: DirectiveID,
        of patient: PatientID,
        idempotencyKey: IdempotencyKey
    ) async throws {
        try await end(directive, of: patient, "expiry-event", idempotencyKey) {
            filed,
            now throws(VaultError) in
            guard filed.document.expiryEvent != nil else { throw VaultError(.invalidInput, at: "directive") }
            return filed.ended(at: now)
        }
    }

    /// The directives on record for a patient, for those who keep the record and for the patient.
    ///
    /// - Parameter patient: The patient.
    /// - Returns: The directives.
    /// - Throws: ``VaultError`` with `notFound` where there is nothing that may be known of.
    public func directives(of patient: PatientID) async throws -> [Directive] {
        try await core.inTime {
            var contention = Contention(core)
            defer { contention.end() }
            while true {
                let session = pinned()
                let view = try await core.view([patient.owner: []]).owners[patient.owner]
                try await session.requireStanding(for: patient, view?.aggregate, at: core.now)
                guard let view, view.aggregate.persons[patient] != nil else {
                    try await session.refuseStanding(for: patient, at: core.now)
                }
                let logged = entry(.directive, .read, owner: patient.owner, epoch: view.epoch, at: core.now)
                let recorded = try await core.commitReading(
                    [view.guardExpectation, session.state.current.guardExpectation],
                    [logged]
                )
                if recorded { return view.aggregate.directives.map(\.directive) }
                try await contention.overtaken()
                try await refreshStanding()
            }
        }
    }

    /// Files a directive under every subject and every group of theirs.
    private func file(_ directive: Directive, in transaction: inout Transaction) async throws {
        for patient in directive.document.subjects.sorted() {
            try await beginChange(of: patient, in: &transaction, at: "document.subjects")
            for group in transaction.editors[patient.owner]?.aggregate.groups ?? [] {
                try await core.edit(group, in: &transaction)
            }
        }
        transaction.expect(state.current.guardExpectation)
        let now = transaction.now
        for owner in transaction.editors.keys.sorted() {
            try transaction.change(owner) { (editor) throws(CryptoError) in try editor.file(directive) }
            transaction.record(owner) { change, epoch in
                entry(.directive, .edit, owner: owner, epoch: epoch, change: change, at: now)
            }
        }
    }

    /// Begins to change a patient's owner, for somebody with standing.
    ///
    /// Anybody else gets the same answer, after the same steps, whether or not there is such a patient.
    private func beginChange(
        of patient: PatientID,
        in transaction: inout Transaction,
        at place: String
    ) async throws {
        let aggregate = try await core.view([patient.owner: []]).owners[patient.owner]?.aggregate
        try await requireStanding(for: patient, aggregate, at: transaction.now)
        guard aggregate?.persons[patient] != nil else { throw VaultError(.notFound, at: place) }
        try await core.edit(patient.owner, in: &transaction, at: place)
    }

    private var isStaff: Bool { state.current.enrolment.standing.organization == core.organization }

    /// Directives are put on record by the practice's verified staff, by the patient, or by who represents the patient.
    ///
    /// The host is asked about the principal alone, so that its answer takes as long for a patient as for nobody.
    private func requireStanding(
        for patient: PatientID,
        _ owner: OwnerAggregate?,
        at now: Instant
    ) async throws {
        let isVerified = await core.relationships.isVerified(principal, at: now) == .known(true)
        let represents = (owner?.directives ?? []).contains { filed in
            guard case .representation(let representation) = filed.directive.document else { return false }
            return representation.patient == patient && representation.representative == principal
                && representation.isCurrent(at: now)
        }
        guard isVerified, isStaff || patient.bytes == principal.bytes || represents else {
            try await refuseStanding(for: patient, at: now)
        }
    }

    private func refuseStanding(for patient: PatientID, at now: Instant) async throws -> Never {
        try await refuse(nil, .edit, NoteID(owner: patient.owner, record: RecordID(.zero)), at: now)
    }
}

extension DirectiveDocument {
    /// Whether somebody sees less once it is on record.
    fileprivate var keepsOut: Bool {
        switch self {
        case .restriction: true
        case .representation(let representation): representation.nonRecognition != nil
        case .authorization, .part2Consent, .generalConsent, .accessDirective, .legalProcess: false
        }
    }
}
