internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    private static let pageSize = 200

    /// Requests access to a patient's record: the legal right, which release does not gate and holds alone limit.
    ///
    /// Every note is decided as a request, the clock starts, and the answer is recorded in the same commit. Open what
    /// was granted with ``readRequested(_:)``. A note that something must come before is granted once that is declared
    /// done. A repeat opens the same answer again, decided and recorded anew, without what is no longer granted.
    ///
    /// - Parameters:
    ///   - patient: Whose record; the patient, or somebody in the patient's place, asks.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: What is granted, and what is denied in words that do not tell what exists.
    /// - Throws: ``NotesError``: `invalidInput` in a session for another purpose, `notFound` for somebody
    ///   who does not stand in the patient's place, whether or not there is such a patient.
    public func requestAccess(
        to patient: PatientID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> AccessResponse {
        try await core.inTime {
            try requirePatientRequest()
            let request = WriteRequest(principal, idempotencyKey, "access") { $0.identifier(patient) }
            let receipt = try await core.write(request, by: self) { transaction in
                let now = transaction.now
                guard let own = try await core.view([patient.owner: []]).owners[patient.owner]?.aggregate,
                    own.agent(principal).acts(for: patient, at: now)
                else { throw denial(nil, .read, at: now) }
                try await core.edit(patient.owner, in: &transaction, at: "patient")
                let session = pinned()
                let views = try await core.chartViews(of: patient)
                for (owner, view) in views where owner != patient.owner {
                    transaction.expect(view.guardExpectation)
                }
                let notes = try await session.decideAll(views, at: now)
                let clock = await session.accessClock(of: patient, own, at: now)
                let filed = try transaction.change(patient.owner) {
                    (editor) throws(CryptoError) -> RecordID in
                    let record = editor.newRecord()
                    let response = AccessResponse(
                        record,
                        notes,
                        at: now,
                        due: now + .seconds((clock.days ?? 0) * 86_400),
                        discharged: circumstances.discharged,
                        core
                    )
                    try editor.store(.task, response.encoded, as: record)
                    return record
                }
                transaction.expect(session.state.current.guardExpectation)
                let decisions = notes.sorted { $0.key < $1.key }.map(\.value)
                let decision = decisions.first { $0.effect == .permit } ?? decisions.first
                // The clock runs whatever there is; each denial brings its letter.
                let duties = notes.values.reduce(into: Set([clock])) {
                    $0.formUnion($1.obligationsOfAnswer)
                }
                transaction.record(
                    entry(
                        .accessRequest,
                        .read,
                        on: .owner(patient.owner),
                        decision: decision,
                        bringing: Obligation.allCases.filter(duties.contains),
                        at: now
                    )
                )
                return filed.bytes.bytes
            }
            return try await response(Receipt.identifier(in: receipt), to: patient)
        }
    }

    /// Hands a filed response out, once that was decided and is on record.
    private func response(_ id: RecordID, to patient: PatientID) async throws -> AccessResponse {
        try await handOut { session, now in
            guard let filed = try await core.filed([id], of: patient.owner, as: .task),
                filed.view.aggregate.agent(principal).acts(for: patient, at: now)
            else { throw denial(nil, .read, at: now) }
            guard let response = try? filed.contents.first.map(AccessResponse.init(decoding:)) else {
                throw NotesError(.tampered, at: "receipt")
            }
            var guards = [patient.owner: filed.view.guardExpectation]
            var decisions: [NoteID: Decision] = [:]
            var rest = response.granted[...]
            while !rest.isEmpty {
                let loaded = try await core.loadHeaders(Array(rest.prefix(Self.pageSize)))
                rest = rest.dropFirst(Self.pageSize)
                // The state that was decided on first is the one that must stand.
                for note in loaded.values {
                    guards[note.id.owner] = guards[note.id.owner] ?? note.view.guardExpectation
                }
                decisions.merge(await session.decide(loaded, at: now)) { _, newer in newer }
            }
            let target = AuditTarget.owner(patient.owner, epoch: filed.view.epoch)
            return Unrecorded(
                response.narrowed(to: decisions, discharged: circumstances.discharged, core),
                guards: guards.sorted { $0.key < $1.key }.map(\.value),
                recordedBy: session.entry(.list, .read, on: target, at: now)
            )
        }
    }

    /// Opens a note in answer to a request for access.
    ///
    /// - Parameter note: A note that the response granted.
    /// - Returns: The note.
    /// - Throws: ``NotesError`` with `refused`, told openly, `invalidInput` in a session for another purpose.
    public func readRequested(_ note: NoteID) async throws(NotesError) -> OpenedNote {
        try requirePatientRequest()
        return try await open(note, as: .requested)
    }

    /// The time to answer a request for the whole record; the same whatever the record has.
    private func accessClock(
        of patient: PatientID,
        _ owner: OwnerAggregate,
        at now: Instant
    ) async -> Obligation {
        let facts = await factsOfPrincipal([patient], at: now)
        return core.policy.accessClock(
            AccessCase(principal: facts, owner: owner, now: now).request(.read, onRecordOf: patient)
        )
    }

    /// Elsewhere, a reading from outside is a disclosure; only a request for access is a reading for whoever asks.
    func requirePatientRequest() throws(NotesError) {
        guard purpose == .patientRequest else { throw NotesError(.invalidInput, at: "purpose") }
    }

    /// What a request for access gets of every note of some owners.
    private func decideAll(_ views: [OwnerID: OwnerView], at now: Instant) async throws -> [NoteID: Decision]
    {
        var decisions: [NoteID: Decision] = [:]
        var rest = views.values.flatMap(\.directoryNotes).sorted()[...]
        while !rest.isEmpty {
            let loaded = try await core.loadHeaders(Array(rest.prefix(Self.pageSize)), known: views)
            rest = rest.dropFirst(Self.pageSize)
            decisions.merge(await decide(loaded, at: now)) { _, newer in newer }
        }
        return decisions
    }

    /// What a request for access gets of each of some notes.
    private func decide(_ notes: [NoteID: LoadedNote], at now: Instant) async -> [NoteID: Decision] {
        let facts = await factsOfPrincipal(notes.values.flatMap(\.header.subjects), at: now)
        return notes.mapValues { note in
            core.policy.decide(
                AccessCase(principal: facts, owner: note.view.aggregate, now: now)
                    .request(.read, on: note.header, of: note.id)
            )
        }
    }
}

extension AccessResponse {
    private static let version: UInt8 = 1

    init(
        _ id: RecordID,
        _ notes: [NoteID: Decision],
        at now: Instant,
        due: Instant,
        discharged: Set<Obligation>,
        _ core: VaultCore
    ) {
        let denials = Set(notes.values.compactMap { Denial($0, core) })
        self.init(
            id: id,
            receivedAt: now,
            due: due,
            granted: notes.filter { $0.value.grants(discharged) }.keys.sorted(),
            isPartlyDenied: !denials.isEmpty,
            denials: denials
        )
    }

    /// The response without what is not granted any more.
    func narrowed(
        to notes: [NoteID: Decision],
        discharged: Set<Obligation>,
        _ core: VaultCore
    ) -> AccessResponse {
        let denials = denials.union(notes.values.compactMap { Denial($0, core) })
        return AccessResponse(
            id: id,
            receivedAt: receivedAt,
            due: due,
            granted: granted.filter { notes[$0]?.grants(discharged) ?? false },
            isPartlyDenied: !denials.isEmpty,
            denials: denials
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
                code: ReasonCode(rawValue: try reader.text()),
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

extension Decision {
    /// Whether a note may be opened in answer to a request for access.
    fileprivate func grants(_ discharged: Set<Obligation>) -> Bool {
        effect == .permit && openDuties(discharged).isEmpty
    }
}

extension AccessResponse.Denial {
    /// The ground of a denial that is owed in writing, of a note or of a part that is held; `nil` for what is not one.
    fileprivate init?(_ decision: Decision, _ core: VaultCore) {
        let told = decision.explanation(for: .asker)
        guard told.obligations.contains(.writtenDenial) else { return nil }
        self.init(
            code: told.reasons[0].code,
            explanation: core.explanation(told.sentences),
            // What comes with the rest of a note is no part of its denial.
            obligations: told.obligations.filter {
                decision.effect != .permit || $0 == .writtenDenial || $0 == .offerReview
            }
        )
    }

    /// The bytes by which denials are ordered, so that a response has one form.
    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 128)
        writer.text(code.rawValue)
        writer.text(explanation)
        writer.list(obligations) { $0.text($1.rawValue) }
        return writer.bytes
    }
}
