internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

extension VaultCore {
    /// The owner of notes about these patients, ready to be changed: the patient, or the patients' group, which is
    /// made if there is none yet.
    func owner(
        of subjects: [PatientID],
        in transaction: inout Transaction
    ) async throws(NotesError) -> OwnerID {
        guard let first = subjects.first else { throw NotesError(.invalidInput, at: "subjects") }
        guard subjects.count > 1 else {
            try await edit(first.owner, in: &transaction, at: "subjects")
            guard transaction.editors[first.owner]?.aggregate.persons[first] != nil else {
                throw NotesError(.notFound, at: "subjects")
            }
            return first.owner
        }
        try await edit(first.owner, in: &transaction, at: "subjects")
        for group in transaction.editors[first.owner]?.aggregate.groups ?? [] {
            try await edit(group, in: &transaction)
            if Set(transaction.editors[group.owner]?.aggregate.members ?? []) == Set(subjects) {
                return group.owner
            }
        }
        return try await makeGroup(of: subjects, in: &transaction).owner
    }

    /// Puts a group on record: its shared notes live under one owner, and its members' charts show them.
    func makeGroup(
        of members: [PatientID],
        in transaction: inout Transaction
    ) async throws(NotesError) -> GroupID {
        let group = GroupID(environment.entropy.bytes16())
        try transaction.create(group.owner)
        for member in members.sorted() {
            try await edit(member.owner, in: &transaction, at: "subjects")
            guard let aggregate = transaction.editors[member.owner]?.aggregate,
                let person = aggregate.persons[member]
            else { throw NotesError(.notFound, at: "subjects") }
            _ = try transaction.change(member.owner) { (editor) throws(CryptoError) in
                editor.aggregate.groups.append(group)
                editor.raisesEpoch = true
            }
            _ = try transaction.change(group.owner) { (editor) throws(CryptoError) in
                editor.aggregate.members.append(member)
                editor.aggregate.persons[member] = person
                editor.aggregate.take(aggregate.labeled)
                for filed in aggregate.directives {
                    try editor.store(filed.directive)
                }
            }
        }
        return group
    }

    /// Lets the record of each member of a group tell who wrote notes of the group, so that their lists look there.
    func remember(
        _ authors: Set<PrincipalID>,
        of members: [PatientID],
        in transaction: inout Transaction
    ) async throws(NotesError) {
        for member in members {
            try await edit(member.owner, in: &transaction, at: "subjects")
            try transaction.change(member.owner) { (editor) throws(CryptoError) in
                editor.aggregate.authors.formUnion(authors)
            }
        }
    }

    /// Begins the record of a new patient, whom nobody else is named as.
    func begin(_ person: Person, in transaction: inout Transaction) async throws(NotesError) -> PatientID {
        let patient = PatientID(environment.entropy.bytes16())
        try await name(patient.owner, by: Identity.all(of: person), in: &transaction)
        try transaction.create(patient.owner)
        try transaction.change(patient.owner) { (editor) throws(CryptoError) in
            editor.aggregate.persons[patient] = person
            try editor.filePerson(person)
        }
        return patient
    }

    /// Changes what is known of a patient under edit, with all of the patient's groups.
    func change(
        _ patient: PatientID,
        to person: Person,
        in transaction: inout Transaction
    ) async throws(NotesError) {
        try await rename(patient, to: person, in: &transaction)
        let groups = transaction.editors[patient.owner]?.aggregate.groups ?? []
        for group in groups { try await edit(group, in: &transaction) }
        for owner in [patient.owner] + groups.map(\.owner) {
            try transaction.change(owner) { (editor) throws(CryptoError) in
                editor.aggregate.origins.enteredHere(person, after: editor.aggregate.persons[patient])
                editor.aggregate.persons[patient] = person
                editor.raisesEpoch = true
                if owner == patient.owner { try editor.filePerson(person) }
            }
        }
    }

    /// Lets labels of sources' records reach the imported notes of a patient under edit, and of all of the patient's groups.
    func label(
        _ patient: PatientID,
        with records: [LabeledRecord],
        in transaction: inout Transaction
    ) async throws(NotesError) {
        let groups = transaction.editors[patient.owner]?.aggregate.groups ?? []
        for group in groups { try await edit(group, in: &transaction) }
        for owner in [patient.owner] + groups.map(\.owner) {
            try transaction.change(owner) { (editor) throws(CryptoError) in
                editor.aggregate.take(records)
                editor.raisesEpoch = true
            }
        }
    }

    /// Begins to change an owner that must exist.
    func edit(
        _ owner: OwnerID,
        in transaction: inout Transaction,
        at place: String
    ) async throws(NotesError) {
        guard transaction.editors[owner] == nil else { return }
        guard let view = try await editableView(owner) else { throw NotesError(.notFound, at: place) }
        transaction.edit(view)
    }

    /// Begins to change a patient; an owner of another kind is as absent as none.
    func edit(_ patient: PatientID, in transaction: inout Transaction) async throws(NotesError) {
        try await edit(patient.owner, in: &transaction, at: "patient")
        guard transaction.editors[patient.owner]?.aggregate.kind(of: patient.owner, in: tenant) == .patient
        else { throw NotesError(.notFound, at: "patient") }
    }

    /// Begins to change a group that a member's aggregate names, so that it must be there.
    func edit(_ group: GroupID, in transaction: inout Transaction) async throws(NotesError) {
        guard transaction.editors[group.owner] == nil else { return }
        guard let view = try await editableView(group.owner) else { throw NotesError(.tampered, at: "group") }
        transaction.edit(view)
    }
}

extension OwnerEditor {
    /// Files a directive as a record of its own, and enters it in the aggregate; one that is known is replaced.
    mutating func store(_ directive: Directive) throws(CryptoError) {
        if let known = aggregate.directives.firstIndex(where: { $0.directive.id == directive.id }) {
            try store(.directive, directive.encodedBytes, as: aggregate.directives[known].record)
            aggregate.directives[known].directive = directive
        } else {
            let record = newRecord()
            try store(.directive, directive.encodedBytes, as: record)
            aggregate.directives.append(
                OwnerAggregate.FiledDirective(record: record, directive: directive)
            )
        }
        raisesEpoch = true
    }
}
