internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    private static let fetchedAtOnce = 200

    /// Whom an identity names, and how often the record that says so was written.
    private struct Named {
        let owner: OwnerID
        let row: StoredRecord
    }

    private func namings(of identities: Set<Identity>) async throws(NotesError) -> [Identity: Named] {
        let keys = try await tenantKeys()
        var found: [Identity: Named] = [:]
        var rest = Array(identities)[...]
        while !rest.isEmpty {
            let some = rest.prefix(Self.fetchedAtOnce)
            rest = rest.dropFirst(some.count)
            let rows = try await fetch(some.map { IdentityRecord.key(keys.record(of: $0), tenant) })
            for (identity, row) in zip(some, rows) {
                guard let row else { continue }
                guard let record = try? IdentityRecord(opening: row, keys) else {
                    throw NotesError(.tampered, at: "identity", of: row.key)
                }
                found[identity] = Named(owner: record.owner, row: row)
            }
        }
        return found
    }

    /// Lets identities name an owner from this commit on; it holds only if they name nobody else then.
    ///
    /// - Parameters:
    ///   - owner: Whom.
    ///   - identities: What names the owner.
    ///   - transaction: What becomes durable together.
    ///   - takesOver: Whether those that name somebody else are taken from them.
    /// - Throws: ``NotesError``: `identityConflict` for an identifier, `invalidInput` for a key, that names another owner.
    func name(
        _ owner: OwnerID,
        by identities: Set<Identity>,
        in transaction: inout Transaction,
        takingOver takesOver: Bool = false
    ) async throws(NotesError) {
        guard !identities.isEmpty else { return }
        let known = try await namings(of: identities)
        for identity in identities where known[identity]?.owner != owner {
            guard known[identity] == nil || takesOver else { throw identity.refusal }
            let record = transaction.keys.record(of: identity)
            let sealed: [UInt8]
            do throws(CryptoError) {
                sealed = try IdentityRecord(of: owner).sealed(
                    as: record,
                    transaction.keys,
                    environment.entropy
                )
            } catch {
                throw NotesError(error)
            }
            let key = IdentityRecord.key(record, tenant)
            transaction.write(
                .put(key, RecordBytes(sealed), index: []),
                expecting: Expectation(key, at: known[identity]?.row.revision ?? 0)
            )
        }
    }

    /// Lets identities name an owner no longer; those that name somebody else are left alone.
    func unname(
        _ owner: OwnerID,
        by identities: Set<Identity>,
        in transaction: inout Transaction
    ) async throws(NotesError) {
        for named in try await namings(of: identities).values where named.owner == owner {
            transaction.write(
                .delete(named.row.key),
                expecting: Expectation(named.row.key, at: named.row.revision)
            )
        }
    }

    /// Lets a patient be named as the person is from this commit on.
    ///
    /// What named the patient before and still does is not touched: a record of it that is gone stays a finding.
    func rename(
        _ patient: PatientID,
        to person: Person,
        in transaction: inout Transaction,
        takingOver takesOver: Bool = false
    ) async throws(NotesError) {
        let known = transaction.editors[patient.owner]?.aggregate.persons[patient]
        let (old, new) = (known.map { Identity.all(of: $0) } ?? [], Identity.all(of: person))
        try await unname(patient.owner, by: old.subtracting(new), in: &transaction)
        let due = takesOver ? new : new.subtracting(old)
        try await name(patient.owner, by: due, in: &transaction, takingOver: takesOver)
    }

    /// Lets public keys be a principal's from this commit on, for ever: what they signed and opened stays theirs.
    ///
    /// - Throws: ``NotesError`` `invalidInput` at `keys`: for keys whose secrets nobody can hold alone, the practice's
    ///   own, and those of somebody else.
    func claim(
        _ publicKeys: PublicKeys?,
        for principal: PrincipalID,
        in transaction: inout Transaction
    ) async throws(NotesError) {
        guard let publicKeys else { return }
        let own = [transaction.keys.instanceKey, transaction.keys.authorityKey]
        guard publicKeys.areUsable, !own.contains(publicKeys.signing) else {
            throw NotesError(.invalidInput, at: "keys")
        }
        let known = transaction.editors[principal.owner]?.aggregate.enrollment?.keys
        let due = Identity.all(of: publicKeys).subtracting(known.map { Identity.all(of: $0) } ?? [])
        try await name(principal.owner, by: due, in: &transaction)
    }

    /// The owner that carries an identifier of the outside world, or `nil`.
    func owner(identifiedBy identifier: PersonIdentifier) async throws(NotesError) -> OwnerID? {
        try await owners(identifiedBy: [identifier]).keys.first
    }

    /// The owners that carry identifiers of the outside world.
    ///
    /// The records of identities only point; whose identifier it is, the owner's own record says.
    func owners(
        identifiedBy identifiers: [PersonIdentifier]
    ) async throws(NotesError) -> [OwnerID: OwnerView] {
        guard !identifiers.isEmpty else { return [:] }
        var before: (identity: Identity, owner: OwnerID, head: OwnerHead?)?
        let deadline = deadline
        while !deadline.hasPassed {
            let namings = try await self.namings(of: Set(identifiers.map { .identifier($0) }))
            let wanted = namings.values.map { ($0.owner, Set<UInt32>()) }
            let views = try await view(Dictionary(wanted) { first, _ in first }).owners
            let astray = namings.first { identity, named in
                let carried = views[named.owner]?.aggregate.identifiers(of: named.owner) ?? []
                return !carried.contains { .identifier($0) == identity }
            }
            guard let (identity, named) = astray else { return views }
            // Perhaps it changed between the two. If the owner did not, and the record still says so, it was altered.
            let head = views[named.owner]?.head
            if let before, before == (identity, named.owner, head) {
                throw NotesError(.tampered, at: "identity", of: named.row.key)
            }
            before = (identity, named.owner, head)
        }
        throw NotesError(.notSettled, at: "identity")
    }
}
