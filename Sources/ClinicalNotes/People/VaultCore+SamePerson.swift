internal import ClinicalNotesModel

// One person may have several principals, such as a clinician's and an administrator's: no second person stands behind them.

extension VaultCore {
    /// Those of several principals who are linked to somebody, or of whom nothing that is known rules out that they are the same
    /// person: whose name does not contradict, however it is spelled, unless a birth date or a gender tells them apart.
    ///
    /// Somebody is looked up in any case, so that nothing tells from outside whether anybody was named.
    func selves(of principal: PrincipalID, among others: Set<PrincipalID>) async throws(NotesError)
        -> Set<PrincipalID>
    {
        let found = try await aggregates(of: others.union([principal]))
        let linked = (found[principal]?.linked ?? []).union([principal])
        let own = found[principal]?.person
        return others.filter { other in
            // Each names the other; of a link that only one of them still has, nobody gains.
            if linked.contains(other) || found[other]?.linked.contains(principal) ?? false { return true }
            guard let own, let person = found[other]?.person else { return false }
            return !person.contradicts(own)
        }
    }

    /// Those of several principals who are known to be the same person as somebody: of the same birth date, and of no other name.
    ///
    /// It tells who is alone in a practice, which opens something; a link, which only closes, has no say.
    func provenSelves(of principal: PrincipalID, among others: Set<PrincipalID>) async throws(NotesError)
        -> Set<PrincipalID>
    {
        let found = try await aggregates(of: others.union([principal]))
        guard let own = found[principal]?.person else { return others.intersection([principal]) }
        return others.filter { $0 == principal || found[$0]?.person?.isProven(own) ?? false }
    }

    /// Those of several principals who are on record by somebody's word alone, by whichever of her ids: patients whom she enrolled
    /// herself, and whoever is not enrolled yet.
    func unvouched(by principal: PrincipalID, among others: Set<PrincipalID>) async throws(NotesError)
        -> Set<PrincipalID>
    {
        let found = try await aggregates(of: others)
        func registrar(_ other: PrincipalID) -> PrincipalID? {
            found[other]?.enrollment.flatMap { $0.filing == .inForce ? $0.registrar : nil }
        }
        let registrars = try await selves(of: principal, among: Set(others.compactMap(registrar)))
        return others.filter { other in
            found[other]?.enrollment == nil || registrar(other).map(registrars.contains) ?? false
        }
    }

    func aggregates(of principals: Set<PrincipalID>) async throws(NotesError)
        -> [PrincipalID: OwnerAggregate]
    {
        let owners = Dictionary(uniqueKeysWithValues: principals.map { ($0.owner, Set<UInt32>()) })
        let views = try await view(owners).owners
        return Dictionary(
            uniqueKeysWithValues: principals.compactMap { principal in
                views[principal.owner].map { (principal, $0.aggregate) }
            }
        )
    }
}

extension OwnerAggregate {
    /// Who acts, where the owner is somebody who does: a patient, or another principal.
    var person: Person? { staff ?? (members.isEmpty ? persons.values.first : nil) }
}

extension Person {
    /// Whether somebody has the same birth date, and no other name.
    func isProven(_ other: Person) -> Bool {
        birthDate != nil && birthDate == other.birthDate && !contradicts(other)
    }
}
