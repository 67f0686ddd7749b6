internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// Brings owners of a restored store to where the journal says that they must be.
///
/// Lines are carried out in the order of their epochs, and those of one epoch raise the owner's by one together, with the
/// last of them. So the epoch of what is left is always above the owner's, and a replay that broke off is begun anew and
/// skips nothing: carrying a line out again changes nothing.
struct NarrowingReplay {
    private static let attempts = 8

    let core: VaultCore
    let keys: TenantKeys
    let declaration: RecoveryDeclaration
    let role: PrincipalRole
    /// How often something of an owner was narrowed again.
    private(set) var replayed: [OwnerID: Int] = [:]
    /// What could not be, because what it was about is not in the store.
    private(set) var lost: [RestoreReport.Loss] = []

    init(
        _ core: VaultCore,
        _ keys: TenantKeys,
        _ declaration: RecoveryDeclaration,
        as role: PrincipalRole
    ) {
        self.core = core
        self.keys = keys
        self.declaration = declaration
        self.role = role
    }

    /// Narrows an owner again by all lines that the store does not have, and raises its epoch to where it was.
    ///
    /// - Returns: `false` if there is no such owner in the store.
    mutating func replay(_ lines: [OwnerLine], of owner: OwnerID) async throws(NotesError) -> Bool {
        guard var view = try await core.editableView(owner) else { return false }
        let due = lines.inOrder.filter { $0.epoch > view.epoch }
        let narrowings = try due.map { (line) throws(NotesError) in try line.narrowing(of: view) }
        // Of what was known of a person the last line alone counts: numbers that were hers for a while may be somebody else's.
        var lastOfPerson: [PatientID: Int] = [:]
        for case (let place, .person(let patient, _)) in narrowings.enumerated() {
            lastOfPerson[patient] = place
        }
        for (place, line) in due.enumerated() {
            let isLast = place + 1 == due.count || due[place + 1].epoch > line.epoch
            if case .person(let patient, _) = narrowings[place], place != lastOfPerson[patient] {
                if isLast { try await commit(owner) }
            } else {
                try await replay(narrowings[place], of: owner, raising: isLast)
            }
            guard let newer = try await core.editableView(owner) else { return false }
            view = newer
        }
        try await raise(owner, to: lines.map(\.epoch).max() ?? 0)
        return true
    }

    /// Raises an owner's epoch to where it was, so that no state that it had before passes for this one.
    func raise(_ owner: OwnerID, to floor: UInt64) async throws(NotesError) {
        while let view = try await core.editableView(owner), view.epoch < floor { try await commit(owner) }
    }

    private mutating func replay(
        _ narrowing: Narrowing,
        of owner: OwnerID,
        raising isLast: Bool
    ) async throws(NotesError) {
        guard let note = narrowing.note else {
            try await commit(owner, naming: narrowing, raising: isLast) { (editor, _) throws(CryptoError) in
                try editor.apply(narrowing)
            }
            replayed[owner, default: 0] += 1
            return
        }
        guard let header = try await core.loadForChange(note)?.header, header.takes(narrowing) else {
            // The epoch goes on as if it were there, so that no later line is taken for one that the store has.
            if isLast { try await commit(owner) }
            if case .discard = narrowing { return }
            lost.append(RestoreReport.Loss(owner: owner, note: note.record))
            return
        }
        try await commit(owner, note, raising: isLast) { (editor, loaded) throws(CryptoError) in
            guard let loaded else { throw CryptoError(.cannotOpen) }
            try editor.apply(narrowing, to: loaded)
        }
        replayed[owner, default: 0] += 1
    }

    /// One change of an owner, recorded, with a new epoch.
    ///
    /// It goes by the audit log's own integration, which the anchor refuses until the restore is declared.
    private func commit(
        _ owner: OwnerID,
        _ note: NoteID? = nil,
        naming narrowing: Narrowing? = nil,
        raising: Bool = true,
        _ change: (inout OwnerEditor, LoadedNote?) throws(CryptoError) -> Void = { (_, _) in }
    ) async throws(NotesError) {
        for _ in 0..<Self.attempts {
            var transaction = Transaction(core, keys: keys)
            let loaded: LoadedNote? = if let note { try await core.loadForChange(note) } else { nil }
            if let loaded {
                transaction.edit(loaded.view)
            } else {
                try await core.edit(owner, in: &transaction, at: "owner")
            }
            try await name(owner, after: narrowing, in: &transaction)
            try transaction.change(owner) { (editor) throws(CryptoError) in
                try change(&editor, loaded)
                editor.raisesEpoch = raising
            }
            let target = AuditTarget(owner: owner, record: note?.record)
            transaction.record(declaration.entry(on: target, as: role, at: transaction.now))
            switch try await core.commitApart(&transaction) {
            case .committed: return
            case .conflict: continue
            case .outcomeUnknown: throw NotesError(.outcomeUnknown, at: "store")
            }
        }
        throw NotesError(.conflict, at: "owner")
    }
}

extension NarrowingReplay {
    /// Lets the identities of a restored owner name it as they did; who had them at the time of the backup had lost them.
    private func name(
        _ owner: OwnerID,
        after narrowing: Narrowing?,
        in transaction: inout Transaction
    ) async throws(NotesError) {
        switch narrowing {
        case .person(let patient, let person) where patient.owner == owner:
            try await core.rename(patient, to: person, in: &transaction, takingOver: true)
        case .enrollment(let enrollment):
            let identities = enrollment.keys.map { Identity.all(of: $0) } ?? []
            try await core.name(owner, by: identities, in: &transaction, takingOver: true)
        default: break
        }
    }
}

extension [OwnerLine] {
    /// The lines by their epochs; those of one epoch as they were kept.
    var inOrder: [OwnerLine] {
        enumerated().sorted { ($0.element.epoch, $0.offset) < ($1.element.epoch, $1.offset) }.map(\.element)
    }
}

extension NoteHeader {
    /// Whether the note is in a state that can be narrowed so: a draft is not withdrawn, and nothing else is discarded.
    fileprivate func takes(_ narrowing: Narrowing) -> Bool {
        switch narrowing {
        case .withdrawal, .misfiling: status != .draft
        case .discard: status == .draft
        case .directive, .enrollment, .person, .release, .hold, .labels, .labeled, .linked: true
        }
    }
}

extension OwnerEditor {
    /// Narrows the owner as a whole.
    fileprivate mutating func apply(_ narrowing: Narrowing) throws(CryptoError) {
        switch narrowing {
        case .directive(let directive):
            try store(directive)
            try endGrants { $0.directive == directive.id }
        case .enrollment(let enrollment):
            aggregate.enrollment = enrollment
            try fileEnrollment()
        case .person(let patient, let person):
            aggregate.persons[patient] = person
            if records.owner == patient.owner { try filePerson(person) }
        case .labeled(let records): aggregate.take(records)
        case .linked(let principals): aggregate.linked = principals
        case .release, .hold, .withdrawal, .misfiling, .discard, .labels: break
        }
    }

    /// Narrows one note.
    fileprivate mutating func apply(
        _ narrowing: Narrowing,
        to note: LoadedNote
    ) throws(CryptoError) {
        let record = note.id.record
        var header = note.header
        switch narrowing {
        case .release(let release):
            header.set(release)
            try store(.release, release.encodedBytes, as: newRecord())
            // Nobody is here who could grant the note's key for later; a new release does.
            try endGrants { use in
                use.reader == .patient(release.patient) && use.directive == nil
                    && use.scope == .note(header.compartment, record)
            }
        case .hold(let hold):
            header.place(hold)
            try store(.hold, hold.encodedBytes, as: newRecord())
        case .labels(_, let labels): header.labels = labels
        case .withdrawal: header.status = .enteredInError
        case .misfiling(_, let refiled):
            header.status = .enteredInError
            header.withdrawal = NoteWithdrawal(.wrongPatient, refiled: refiled)
            if refiled != nil { try closeForGood(note) }
        case .discard: return try discard(note)
        case .directive, .enrollment, .person, .labeled, .linked: return
        }
        try store(header, as: record)
    }
}
