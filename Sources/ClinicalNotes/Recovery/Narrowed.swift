internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// What a call may have narrowed, to be looked up as it stands once the call is durable.
///
/// Every writing call after which somebody sees less than before names it to ``VaultCore/keep(_:)`` before it returns, also
/// when it is a repeat: a call whose first try did not come that far is kept then.
enum Narrowed {
    /// A principal's enrollment.
    case enrollment(PrincipalID)
    /// A directive, with all of its subjects.
    case directive(DirectiveID, of: PatientID)
    /// What is known of a patient.
    case person(PatientID)
    /// What a patient is shown of a note.
    case release(NoteID, PatientID, SharingScope)
    /// A hold.
    case hold(Hold)
    /// The labels of a note.
    case labels(NoteID)
    /// The labels that reach the imported notes of a patient.
    case labeled(PatientID)
    /// A note that was entered in error.
    case withdrawal(NoteID)
    /// A draft that was discarded.
    case discard(NoteID)
    /// Whose ids several are, or are no longer.
    case linked(Set<PrincipalID>)
}

extension VaultCore {
    /// Keeps what was narrowed outside the store; does nothing where the anchor keeps no journal.
    ///
    /// - Parameter narrowed: What a call that is durable may have narrowed.
    /// - Throws: ``NotesError`` with `anchorUnavailable`: what was asked is durable, and a repeat of the call keeps it.
    func keep(_ narrowed: Narrowed) async throws(NotesError) {
        guard journal.isKept else { return }
        do throws(NotesError) {
            try await inTime {
                try await journal.keep(try await existing(narrowed), self)
            }
        } catch {
            throw NotesError(.anchorUnavailable, at: "journal")
        }
    }

    private func existing(
        _ narrowed: Narrowed
    ) async throws(NotesError) -> [(view: OwnerView, narrowing: Narrowing)] {
        switch narrowed {
        case .enrollment(let principal):
            let view = try await view([principal.owner: []]).owners[principal.owner]
            guard let view, let enrollment = view.aggregate.enrollment else { return [] }
            return [(view, .enrollment(enrollment))]
        case .directive(let id, let patient): return try await existing(id, of: patient)
        case .person(let patient):
            return try await views(of: [patient]).compactMap { view in
                view.aggregate.persons[patient].map { (view, .person(patient, $0)) }
            }
        case .labeled(let patient):
            return try await views(of: [patient]).map { ($0, .labeled($0.aggregate.labeled)) }
        case .release(let note, let patient, let scope):
            guard let loaded = try await loadHeaders([note])[note],
                let release = loaded.header.release(of: scope, to: patient), release.state != .released
            else { return [] }
            return [(loaded.view, .release(release))]
        case .hold(let hold):
            guard let loaded = try await loadHeaders([hold.note])[hold.note],
                let existing = loaded.header.holds.first(where: { $0.isSameHold(as: hold) })
            else { return [] }
            return [(loaded.view, .hold(existing))]
        case .labels(let note):
            guard let loaded = try await loadHeaders([note])[note] else { return [] }
            // With those of the source, which a restored store may not have.
            var labels = loaded.header.labels
            labels.words = loaded.header.labelWords(in: loaded.view.aggregate)
            return [(loaded.view, .labels(note, labels))]
        case .withdrawal(let note):
            guard let loaded = try await loadHeaders([note])[note],
                loaded.header.status == .enteredInError
            else { return [] }
            if let withdrawal = loaded.header.withdrawal, withdrawal.error == .wrongPatient {
                return [(loaded.view, .misfiling(note, refiled: withdrawal.refiled))]
            }
            return [(loaded.view, .withdrawal(note))]
        case .discard(let note):
            guard try await loadHeaders([note])[note] == nil,
                let view = try await view([note.owner: []]).owners[note.owner]
            else { return [] }
            return [(view, .discard(note))]
        case .linked(let principals):
            // With whom others have linked them meanwhile: a human is kept whole.
            let linked = try await aggregates(of: principals).values.reduce(into: principals) {
                $0.formUnion($1.linked)
            }
            let owners = Dictionary(uniqueKeysWithValues: linked.map { ($0.owner, Set<UInt32>()) })
            return try await view(owners).owners.values.map { ($0, .linked($0.aggregate.linked)) }
        }
    }

    /// A directive as it stands with each of its subjects and each of their groups.
    private func existing(
        _ id: DirectiveID,
        of patient: PatientID
    ) async throws(NotesError) -> [(view: OwnerView, narrowing: Narrowing)] {
        func filed(_ view: OwnerView?) -> Directive? {
            view?.aggregate.directives.first { $0.directive.id == id }?.directive
        }
        let first = try await view([patient.owner: []]).owners[patient.owner]
        guard let subjects = filed(first)?.subjects else { return [] }
        return try await views(of: subjects).compactMap { view in
            filed(view).map { (view, .directive($0)) }
        }
    }

    /// Patients and their groups, as of one moment each.
    private func views(of patients: Set<PatientID>) async throws(NotesError) -> [OwnerView] {
        let owners = Dictionary(uniqueKeysWithValues: patients.map { ($0.owner, Set<UInt32>()) })
        let own = try await view(owners).owners
        let groups = Set(own.values.flatMap { $0.aggregate.groups.map(\.owner) })
        let shared = try await view(Dictionary(uniqueKeysWithValues: groups.map { ($0, Set<UInt32>()) }))
            .owners
        return own.merging(shared) { first, _ in first }.sorted { $0.key < $1.key }.map(\.value)
    }
}
