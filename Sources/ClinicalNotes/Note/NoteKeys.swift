internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Finds the key of a note for a reader: through the key service in ordinary custody, through the reader's own
/// key in granted custody.
struct NoteKeys {
    let keys: TenantKeys
    let caches: OwnerView.Caches
    let state: SessionState
    let principal: PrincipalID
    let now: Instant

    /// Whether the reader can open the note at all: the key half of "who can read this note?".
    func hasPath(to note: LoadedNote) -> Bool {
        note.isOpen(to: principal, at: now)
    }

    /// The key of a note.
    ///
    /// - Parameter note: The note.
    /// - Returns: Its key.
    /// - Throws: `CryptoError` with `keyUnavailable` if nobody granted it to this reader, `cannotOpen` if what is
    ///   stored is not what was written.
    func noteKey(of note: LoadedNote) throws(CryptoError) -> HeldKey {
        guard note.header.compartment.custody == .granted, let grant = note.grant(to: principal, at: now)
        else {
            guard note.header.compartment.custody == .ordinary else { throw CryptoError(.keyUnavailable) }
            let compartment = try ordinaryKey(
                note.view.keys,
                note.header.compartment,
                note.header.keyGeneration
            )
            return try unlock(note, under: compartment)
        }
        let key = try accept(grant, note.view.keys, note.header.compartment)
        if case .note = grant.scope { return key }
        return try unlock(note, under: key)
    }

    /// The current key of an ordinary compartment.
    func ordinaryKey(
        _ owner: OwnerKeys,
        _ compartment: Compartment,
        _ generation: UInt32
    ) throws(CryptoError) -> HeldKey {
        let scope = SlotUse.Scope.generation(compartment, generation)
        guard let use = owner.aggregate.slot(scope, for: nil), let bytes = owner.slots[use.index] else {
            throw CryptoError(.cannotOpen)
        }
        return try caches.keys.key(for: Digest.of(bytes)) { () throws(CryptoError) in
            try KeySlotAccess.unlockOrdinary(
                bytes,
                index: use.index,
                owner.records,
                keys,
                scope: scope,
                compartment: owner.aggregate.compartmentID(compartment)
            )
        }
    }

    /// The generation of a granted compartment that this author drew for nobody else, or `nil`.
    func ownGeneration(_ owner: OwnerKeys, _ compartment: Compartment) -> SlotUse? {
        owner.aggregate.slots.last { use in
            guard case .generation(compartment, _) = use.scope else { return false }
            return use.reader == principal && use.granter == principal
                && !owner.aggregate.slots.contains { $0.scope == use.scope && $0.reader != principal }
        }
    }

    /// Opens a granted slot with the session's keyring.
    func accept(
        _ use: SlotUse,
        _ owner: OwnerKeys,
        _ compartment: Compartment
    ) throws(CryptoError) -> HeldKey {
        guard let keyring = state.keyring, let bytes = owner.slots[use.index] else {
            throw CryptoError(.keyUnavailable)
        }
        return try state.opened.key(for: Digest.of(bytes)) { () throws(CryptoError) in
            try KeySlotAccess.accept(
                bytes,
                use: use,
                owner.records,
                keys,
                compartment: owner.aggregate.compartmentID(compartment),
                granter: { key throws(CryptoError) in try owner.signer(key, keys) },
                keyring: keyring,
                at: now
            )
        }
    }

    private func unlock(_ note: LoadedNote, under compartment: HeldKey) throws(CryptoError) -> HeldKey {
        guard let stored = note.noteKey else { throw CryptoError(.cannotOpen) }
        let locked = try LockedKey(stored.value.joined)
        return HeldKey(
            try locked.unlock(
                as: .noteKey,
                at: note.place.ofNoteKey,
                inner: compartment.key,
                outer: try keys.outer(try locked.epoch).key
            )
        )
    }
}

extension Address {
    /// The place of the note's key: that of the note, whichever revision stands.
    var ofNoteKey: Address {
        Address(
            tenant: tenant,
            owner: owner,
            compartment: compartment,
            record: record,
            revision: 0,
            part: 0,
            field: 0,
            schema: 0
        )
    }
}

/// What is needed to find a key of an owner, whether the owner is being read or changed.
struct OwnerKeys: Sendable {
    let records: OwnerRecords
    let aggregate: OwnerAggregate
    let slots: KeySlotTable
}

extension OwnerView {
    var keys: OwnerKeys { OwnerKeys(records: records, aggregate: aggregate, slots: slots) }
}

extension OwnerKeys {
    /// Whose signing key this is, as the practice's authority certified it.
    func signer(_ key: KeyID, _ keys: TenantKeys) throws(CryptoError) -> EnrollmentStatement {
        for certificate in aggregate.certificates {
            guard let enrollment = try? SignedEnrollment(certificate),
                enrollment.statement.publicKeys.signing.id == key
            else { continue }
            _ = try enrollment.verify(keys.authorityKey)
            guard enrollment.statement.tenant == keys.tenant else { throw CryptoError(.cannotOpen) }
            return enrollment.statement
        }
        throw CryptoError(.cannotOpen)
    }
}
