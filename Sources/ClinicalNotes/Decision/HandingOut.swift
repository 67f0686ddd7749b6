internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What a call collected under decisions, on its way out: nothing opens it but the commit that puts it on record.
///
/// The value belongs to this file, and ``NoteSession/handOut(_:)`` alone gives it out. What is made of it before, by
/// ``map(refusing:_:)``, must keep it to itself.
struct Unrecorded<Value> {
    fileprivate let value: Value
    /// What was decided on, which must still stand.
    private let guards: [Expectation]
    /// What is recorded.
    private let entries: [AuditEntry]
    /// What of it was refused, without a word to who asked.
    private let refused: [AuditEntry]

    private init(
        _ value: Value,
        guards: [Expectation],
        entries: [AuditEntry],
        refused: [AuditEntry]
    ) {
        (self.value, self.guards, self.entries, self.refused) = (value, guards, entries, refused)
    }

    /// A value that is recorded by an entry.
    init(_ value: Value, guards: [Expectation], recordedBy entry: AuditEntry) {
        self.init(value, guards: guards, entries: [entry], refused: [])
    }

    /// Something made of the value, as closed as the value is, and what of it is recorded as refused.
    func map<Made>(
        refusing refused: (Value) -> [AuditEntry] = { _ in [] },
        _ transform: (Value) throws -> Made
    ) rethrows -> Unrecorded<Made> {
        Unrecorded<Made>(
            try transform(value),
            guards: guards,
            entries: entries,
            refused: self.refused + refused(value)
        )
    }
}

extension Unrecorded<[NoteID: Result<OpenedNote, Denial>]> {
    /// What came of some notes: each that was opened brings the entry that records it.
    init(
        denied: [NoteID: Denial],
        opened: [(note: OpenedNote, entry: AuditEntry)],
        guards: [Expectation]
    ) {
        var outcomes = denied.mapValues(Result<OpenedNote, Denial>.failure)
        for (note, _) in opened { outcomes[note.id] = .success(note) }
        self.init(outcomes, guards: guards, entries: opened.map(\.entry), refused: [])
    }
}

extension NoteSession {
    /// The one way out of the vault: what is collected is handed out once its entries are durable while nothing that it was decided
    /// on has moved; otherwise it is collected anew.
    ///
    /// - Parameter collect: Loads, decides and opens, in the session as it stands and at the time of one attempt; throws a
    ///   ``Denial`` where there is nothing to hand out.
    /// - Returns: What was collected.
    /// - Throws: What is told of a denial; ``NotesError``; what `collect` throws.
    @inline(never)
    func handOut<Value>(
        _ collect: (NoteSession, Instant) async throws -> Unrecorded<Value>
    ) async throws(NotesError) -> Value {
        try await core.inTime {
            var contention = Contention(core)
            defer { contention.end() }
            while true {
                let session = pinned()
                let collected = try await collect(session, core.now)
                if try await collected.isRecorded(as: session) { return collected.value }
                try await contention.overtaken()
                try await refreshSnapshot()
            }
        }
    }
}

extension Unrecorded {
    /// Makes the entries durable; `false` if what was decided on has moved.
    fileprivate func isRecorded(as session: NoteSession) async throws(NotesError) -> Bool {
        let core = session.core
        if !entries.isEmpty {
            let guards = guards + [session.state.current.guardExpectation]
            guard try await core.commitReading(guards, entries) else { return false }
        }
        for entry in refused { try await core.record(entry) }
        return true
    }
}
