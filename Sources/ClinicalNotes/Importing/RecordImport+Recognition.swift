internal import ClinicalNotesModel

extension RecordImport {
    /// Who on record is somebody, or `nil`.
    ///
    /// - Throws: ``NotesError`` with `identityConflict` if what is known of them contradicts, or it could be one of several.
    func patient(like described: DescribedPerson) async throws(NotesError) -> FoundPatient? {
        guard
            let found = try await patient(
                identifiedBy: described.person.identifiers,
                key: described.key,
                claims: described
            )
        else { return nil }
        guard let known = found.owner.persons[found.patient],
            described.person.isProvisional || !described.contradicts(known, found.owner.origins)
        else { throw try await conflict() }
        return found
    }

    /// A patient on record whom numbers name.
    struct FoundPatient {
        let patient: PatientID
        let owner: OwnerAggregate
        /// Those of the numbers that name somebody else.
        let disputed: [PersonIdentifier]
    }

    /// Whom numbers name: who has the key, else the one patient whom somebody has described, else a provisional one.
    ///
    /// - Throws: ``NotesError`` with `identityConflict` if it could be one of several whom somebody has described.
    func patient(
        identifiedBy identifiers: [PersonIdentifier],
        key: PersonIdentifier? = nil,
        claims described: DescribedPerson? = nil
    ) async throws(NotesError) -> FoundPatient? {
        let owners = try await core.owners(identifiedBy: identifiers + (described?.claims ?? []))
        var found: [(patient: PatientID, owner: OwnerAggregate, person: Person)] = []
        for (owner, view) in owners.sorted(by: { $0.key < $1.key }) {
            let patient = owner.patient
            let person = view.aggregate.persons[patient]
            if Set(view.aggregate.identifiers(of: owner)).isDisjoint(with: identifiers) {
                // What only a note called them tells who somebody is as long as nothing else does.
                guard let person, person.isProvisional,
                    person.legalName == Person.nameNotKnown || described?.contradicts(person) == false
                else { continue }
            }
            // Whose record the importer may not add to, they do not learn who carries the number.
            try await requireImport(
                for: patient,
                view.aggregate,
                orElse: NotesError(.identityConflict, at: "patients")
            )
            guard let person else { throw try await conflict() }
            found.append((patient, view.aggregate, person))
        }
        let named = found.first { other in key.map(other.person.identifiers.contains) ?? false }
        let others = found.filter { !$0.person.isProvisional }
        guard let chosen = named ?? others.first ?? found.first else { return nil }
        guard chosen.person.isProvisional || others.count == 1 else { throw try await conflict() }
        let disputed = found.filter { $0.patient != chosen.patient }.flatMap(\.person.identifiers)
        let all = Set(identifiers + (described?.claims ?? []))
        return FoundPatient(
            patient: chosen.patient,
            owner: chosen.owner,
            disputed: disputed.filter(all.contains)
        )
    }
}
