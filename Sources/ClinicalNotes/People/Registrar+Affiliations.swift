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
            for affiliation in affiliations {
                try await core.edit(affiliation.owner, in: &transaction, at: "affiliations")
            }
            var all = affiliations
            while true {
                let further = linked(to: all, in: transaction).subtracting(all)
                let found = try await edit(whole: further, in: &transaction)
                guard !found.isEmpty else { break }
                all.formUnion(found)
            }
            if all != affiliations { try await require(.link(all), in: &transaction) }
            try requireOneHuman(all, in: transaction)
            try set(all, in: &transaction)
            return (all.sorted()[0].owner, Receipt.principals(all))
        }
        try await core.keep(.linked(try Receipt.principals(in: receipt)))
    }

    func unlink(_ affiliation: PrincipalID, _ idempotencyKey: IdempotencyKey) async throws(NotesError) {
        let receipt = try await write(
            .affiliationEnd,
            "unlink-affiliation",
            idempotencyKey,
            { $0.identifier(affiliation) },
            asking: .unlink([affiliation])
        ) { transaction in
            try await core.edit(affiliation.owner, in: &transaction, at: "affiliation")
            let linked = linked(to: [affiliation], in: transaction)
            guard !linked.isEmpty else { throw NotesError(.invalidTransition, at: "affiliation") }
            let others = try await edit(whole: linked, in: &transaction)
            try await require(.unlink(others.union([affiliation])), in: &transaction)
            try set([affiliation], in: &transaction)
            try set(others, in: &transaction)
            return (affiliation.owner, Receipt.principals(others.union([affiliation])))
        }
        try await core.keep(.linked(try Receipt.principals(in: receipt)))
    }

    /// Begins to change those of some ids that are there and whole: what is lost or damaged keeps no link from being ended, and
    /// nobody acts by it, since a session looks at both sides.
    func edit(whole ids: Set<PrincipalID>, in transaction: inout Transaction) async throws(NotesError)
        -> Set<PrincipalID>
    {
        var whole: Set<PrincipalID> = []
        for id in ids {
            do throws(NotesError) {
                try await core.edit(id.owner, in: &transaction, at: "affiliation")
                whole.insert(id)
            } catch {
                guard [.notFound, .tampered, .rolledBack, .behindAnchor].contains(error.code) else {
                    throw error
                }
            }
        }
        return whole
    }

    /// Decides anew about all whom it comes to concern, once their links are known.
    private func require(_ question: Question, in transaction: inout Transaction) async throws {
        guard let session else { return }
        _ = try await session.pinned().require(question, in: &transaction)
    }

    /// To whom some of those under edit are linked.
    private func linked(to affiliations: Set<PrincipalID>, in transaction: Transaction) -> Set<PrincipalID> {
        affiliations.reduce(into: []) {
            $0.formUnion(transaction.editors[$1.owner]?.aggregate.linked ?? [])
        }
    }

    private func set(_ all: Set<PrincipalID>, in transaction: inout Transaction) throws {
        for affiliation in all {
            try transaction.change(affiliation.owner) { editor in
                editor.aggregate.linked = all.subtracting([affiliation])
                editor.raisesEpoch = true
            }
        }
    }

    /// Names may differ, as they do after a marriage; births and genders do not.
    private func requireOneHuman(_ all: Set<PrincipalID>, in transaction: Transaction) throws(NotesError) {
        var aggregates: [OwnerAggregate] = []
        for affiliation in all {
            guard let aggregate = transaction.editors[affiliation.owner]?.aggregate,
                [.patient, .principal].contains(aggregate.kind(of: affiliation.owner, in: core.tenant))
            else { throw NotesError(.notFound, at: "affiliations") }
            aggregates.append(aggregate)
        }
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
