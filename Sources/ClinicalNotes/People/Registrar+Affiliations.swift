internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

extension Registrar {
    private static let maximumLinked = 16

    func link(_ affiliations: Set<PrincipalID>, _ idempotencyKey: IdempotencyKey) async throws(NotesError) {
        guard (2...Self.maximumLinked).contains(affiliations.count) else {
            throw NotesError(.invalidInput, at: "affiliations")
        }
        let receipt = try await write(
            .affiliation,
            "link-affiliations",
            idempotencyKey,
            { $0.principals(affiliations) },
            asking: .link(affiliations)
        ) { transaction in
            var all = affiliations
            for affiliation in affiliations {
                all.formUnion(try await linked(to: affiliation, in: &transaction, at: "affiliations"))
            }
            for affiliation in all {
                _ = try await linked(to: affiliation, in: &transaction, at: "affiliations")
            }
            try requireOneHuman(all, in: transaction)
            try set(all, in: &transaction)
            return (all.sorted()[0].owner, Receipt.principals(all))
        }
        try await core.keep(.linked(try Receipt.principals(in: receipt)))
    }

    func unlink(_ affiliation: PrincipalID, _ idempotencyKey: IdempotencyKey) async throws(NotesError) {
        let receipt = try await write(
            .affiliation,
            "unlink-affiliation",
            idempotencyKey,
            { $0.identifier(affiliation) },
            asking: .certify(affiliation)
        ) { transaction in
            let others = try await linked(to: affiliation, in: &transaction, at: "affiliation")
            guard !others.isEmpty else { throw NotesError(.invalidTransition, at: "affiliation") }
            for other in others { _ = try await linked(to: other, in: &transaction, at: "affiliation") }
            try set([affiliation], in: &transaction)
            try set(others, in: &transaction)
            return (affiliation.owner, Receipt.principals(others.union([affiliation])))
        }
        try await core.keep(.linked(try Receipt.principals(in: receipt)))
    }

    /// Begins to change somebody who can be linked.
    ///
    /// - Returns: To whom they are.
    private func linked(
        to affiliation: PrincipalID,
        in transaction: inout Transaction,
        at place: String
    ) async throws -> Set<PrincipalID> {
        try await core.edit(affiliation.owner, in: &transaction, at: place)
        guard let aggregate = transaction.editors[affiliation.owner]?.aggregate,
            [.patient, .principal].contains(aggregate.kind(of: affiliation.owner, in: core.tenant))
        else { throw NotesError(.notFound, at: place) }
        return aggregate.linked
    }

    private func set(_ all: Set<PrincipalID>, in transaction: inout Transaction) throws {
        for affiliation in all {
            try transaction.change(affiliation.owner) { editor in
                editor.aggregate.linked = all.subtracting([affiliation])
                editor.raisesEpoch = true
            }
        }
    }

    /// Names may differ, as they do after a marriage; births do not.
    private func requireOneHuman(_ all: Set<PrincipalID>, in transaction: Transaction) throws(NotesError) {
        let aggregates = all.compactMap { transaction.editors[$0.owner]?.aggregate }
        guard all.count <= Self.maximumLinked, aggregates.count(where: { !$0.persons.isEmpty }) < 2 else {
            throw NotesError(.invalidInput, at: "affiliations")
        }
        let people = aggregates.compactMap(\.person)
        guard people.allSatisfy({ !$0.isProvisional }) else {
            throw NotesError(.invalidTransition, at: "affiliations")
        }
        let nameless = people.map { person in
            var nameless = person
            nameless.legalName = ""
            return nameless
        }
        for (place, person) in nameless.enumerated() {
            guard nameless[..<place].allSatisfy({ !$0.contradicts(person) }) else {
                throw NotesError(.identityConflict, at: "affiliations")
            }
        }
    }
}

extension VaultCore {
    /// The other ids of the same human.
    func linked(to principal: PrincipalID) async throws(NotesError) -> Set<PrincipalID> {
        try await view([principal.owner: []]).owners[principal.owner]?.aggregate.linked ?? []
    }

    /// The enrollments in force of a human, by any of whose ids.
    func affiliations(of principal: PrincipalID) async throws(NotesError) -> [LinkedAffiliation] {
        let ids = try await linked(to: principal).union([principal])
        let found = try await aggregates(of: ids)
        var affiliations: [LinkedAffiliation] = []
        for id in ids.sorted() {
            guard let enrollment = try certified(found[id]?.enrollment, of: id), enrollment.ended == nil,
                enrollment.filing.isInForce
            else { continue }
            affiliations.append(
                LinkedAffiliation(
                    principal: id,
                    role: enrollment.affiliation.role,
                    organization: enrollment.affiliation.organization
                )
            )
        }
        return affiliations
    }
}
