internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    private static let clock: Duration = .seconds(30 * 86_400)
    private static let pageSize = 200

    /// Requests access to a patient's record: the legal right, which release does not gate and holds alone limit.
    ///
    /// Every note is decided as a request, the clock starts, and the answer is recorded in the same commit. Open what
    /// was granted with ``readRequested(_:)``.
    ///
    /// - Parameters:
    ///   - patient: Whose record; the patient, or somebody in the patient's place, asks.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Returns: What is granted, and what is denied in words that do not tell what exists.
    /// - Throws: ``Refusal``, ``VaultError``: `invalidInput` in a session for another purpose, `notFound` for somebody
    ///   who does not stand in the patient's place, whether or not there is such a patient.
    public func requestAccess(
        to patient: PatientID,
        idempotencyKey: IdempotencyKey
    ) async throws -> AccessResponse {
        try requirePatientRequest()
        let request = WriteRequest(principal, idempotencyKey, "access") { $0.identifier(patient) }
        let receipt = try await core.write(request, by: self) { transaction in
            let now = transaction.now
            guard let own = try await core.view([patient.owner: []]).owners[patient.owner]?.aggregate,
                standsFor(patient, own, at: now)
            else { try await refuse(nil, .read, nil, at: now) }
            try await core.edit(patient.owner, in: &transaction, at: "patient")
            let session = pinned()
            let owners = [patient.owner] + own.groups.map(\.owner)
            let groups = Dictionary(uniqueKeysWithValues: own.groups.map { ($0.owner, Set<UInt32>()) })
            for view in try await core.view(groups).owners.values {
                transaction.expect(view.guardExpectation)
            }
            var notes: [NoteID: Decision] = [:]
            for owner in owners {
                for (note, decision) in try await session.decideAll(of: owner, transaction.keys, at: now) {
                    notes[note] = decision
                }
            }
            let response = AccessResponse(notes, at: now, due: now + Self.clock, core.environment.entropy)
            let encoded = response.encoded
            try transaction.change(patient.owner) { (editor) throws(CryptoError) in
                let record = editor.newRecord()
                try editor.file(.task, encoded, as: record)
            }
            transaction.expect(session.state.current.guardExpectation)
            let decision = notes.values.first { $0.effect == .permit } ?? notes.values.first
            // The clock runs whatever there is; each denial brings its letter.
            let duties = notes.values.reduce(into: Set([Obligation.respond30Days])) {
                $0.formUnion($1.obligations)
            }
            transaction.record(patient.owner) { head, epoch in
                entry(
                    .accessRequest,
                    .read,
                    owner: patient.owner,
                    decision: decision,
                    bringing: Obligation.allCases.filter(duties.contains),
                    epoch: epoch,
                    head: head,
                    at: now
                )
            }
            return encoded
        }
        guard let response = try? AccessResponse(decoding: receipt) else {
            throw VaultError(.tampered, at: "receipt")
        }
        return response
    }

    /// Opens a note in answer to a request for access.
    ///
    /// - Parameter note: A note that the response granted.
    /// - Returns: The note.
    /// - Throws: ``Refusal``, told openly; ``VaultError``, `invalidInput` in a session for another purpose.
    public func readRequested(_ note: NoteID) async throws -> OpenedNote {
        try requirePatientRequest()
        return try await open(note, as: .read)
    }

    /// Whether the principal is the patient, or represents the patient now.
    private func standsFor(_ patient: PatientID, _ owner: OwnerAggregate, at now: Instant) -> Bool {
        guard patient.bytes != principal.bytes else { return true }
        return owner.directives.contains { filed in
            guard case .representation(let representation) = filed.directive.document else { return false }
            return representation.patient == patient && representation.representative == principal
                && representation.isCurrent(at: now)
        }
    }

    /// Elsewhere, a reading from outside is a disclosure; only a request for access is a reading for whoever asks.
    private func requirePatientRequest() throws(VaultError) {
        guard purpose == .patientRequest else { throw VaultError(.invalidInput, at: "purpose") }
    }

    /// What a request for access gets of every note of an owner.
    private func decideAll(
        of owner: OwnerID,
        _ keys: TenantKeys,
        at now: Instant
    ) async throws -> [NoteID: Decision] {
        let lists = Set(Compartment.allCases.map { keys.chartPseudonym(owner, $0) })
        var position: IndexQuery.Position?
        var decisions: [NoteID: Decision] = [:]
        while true {
            let page = try await core.scan(
                IndexQuery(
                    tenant: core.tenant,
                    collection: .header,
                    predicate: .pseudonym(lists),
                    order: .descending,
                    after: position,
                    limit: Self.pageSize
                )
            )
            let loaded = try await core.loadHeaders(page.hits.map(\.note))
            let facts = await factsOfPrincipal(loaded.values.flatMap(\.header.subjects), at: now)
            for (id, note) in loaded {
                decisions[id] = core.policy.decide(
                    AccessCase(principal: facts, owner: note.view.aggregate, now: now)
                        .request(.read, on: note.header, of: id)
                )
            }
            guard page.hasMore, let last = page.hits.last else { return decisions }
            position = last.position
        }
    }
}

extension AccessResponse {
    private static let version: UInt8 = 1

    init(_ notes: [NoteID: Decision], at now: Instant, due: Instant, _ entropy: Entropy) {
        let denied = notes.values.filter { $0.effect != .permit && $0.obligations.contains(.writtenDenial) }
        self.init(
            id: RecordID(entropy.bytes16()),
            receivedAt: now,
            due: due,
            granted: notes.filter { $0.value.effect == .permit }.keys.sorted(),
            isPartlyDenied: !denied.isEmpty,
            denials: Set(
                denied.map { decision in
                    Denial(
                        explanation: decision.explanation(for: .asker).sentences.joined(separator: " "),
                        obligations: decision.obligations
                    )
                }
            )
        )
    }

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 512)
        writer.integer(Self.version)
        writer.identifier(id)
        writer.instant(receivedAt)
        writer.instant(due)
        writer.list(granted) { $0.noteID($1) }
        writer.flag(isPartlyDenied)
        writer.list(denials.map(\.encoded).sorted { $0.lexicographicallyPrecedes($1) }) { $0.raw($1) }
        return writer.bytes
    }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        id = try reader.identifier()
        receivedAt = try reader.instant()
        due = try reader.instant()
        granted = try reader.list { reader throws(MalformedBytes) in try reader.noteID() }
        isPartlyDenied = try reader.flag()
        let found = try reader.list { reader throws(MalformedBytes) in
            Denial(
                explanation: try reader.text(),
                obligations: try reader.list { reader throws(MalformedBytes) in
                    try reader.value(Obligation.self)
                }
            )
        }
        let forms = found.map(\.encoded)
        guard zip(forms, forms.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }) else {
            throw MalformedBytes()
        }
        denials = Set(found)
        try reader.finish()
    }
}

extension AccessResponse.Denial {
    /// The bytes by which denials are ordered, so that a response has one form.
    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 128)
        writer.text(explanation)
        writer.list(obligations) { $0.text($1.rawValue) }
        return writer.bytes
    }
}
