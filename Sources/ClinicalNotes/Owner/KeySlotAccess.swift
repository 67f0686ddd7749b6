internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Opens and makes the key slots of an owner.
enum KeySlotAccess {
    /// Opens a slot in ordinary custody: epoch key, then the practice's own key.
    static func unlockOrdinary(
        _ bytes: [UInt8],
        index: UInt32,
        _ records: OwnerRecords,
        _ keys: TenantKeys,
        scope: SlotUse.Scope,
        compartment: CompartmentID = CompartmentID(.zero)
    ) throws(CryptoError) -> SecretKey {
        let opened = try openOuter(bytes, index: index, records, keys)
        try check(opened.head, records, scope, compartment, index: index)
        guard opened.head.reader == PrincipalID(.zero), opened.head.granter == keys.tenant.principal,
            opened.head.rights.isSuperset(of: [.read, .write])
        else { throw CryptoError(.cannotOpen) }
        return try opened.verify(granter: keys.instanceKey, at: opened.head.notBefore)
            .unlockOrdinary(keys.ordinary.key)
    }

    /// Opens a slot in granted custody with the reader's own key.
    static func accept(
        _ bytes: [UInt8],
        use: SlotUse,
        _ records: OwnerRecords,
        _ keys: TenantKeys,
        compartment: CompartmentID,
        granter: (KeyID) throws(CryptoError) -> EnrollmentStatement,
        keyring: Keyring,
        at now: Instant
    ) throws(CryptoError) -> SecretKey {
        let opened = try openOuter(bytes, index: use.index, records, keys)
        let grant = try verify(opened, use, records, compartment: compartment, granter: granter, at: now)
        // What is granted to keys that the reader has lost is missing, and nobody tampered with it.
        guard opened.head.readerKey == keyring.publicKeys.box.id else { throw CryptoError(.keyUnavailable) }
        return try grant.accept(keyring)
    }

    /// Checks a grant against what the aggregate says of it, and its granter's certificate and signature.
    static func verify(
        _ opened: KeySlot.Opened,
        _ use: SlotUse,
        _ records: OwnerRecords,
        compartment: CompartmentID,
        granter: (KeyID) throws(CryptoError) -> EnrollmentStatement,
        at now: Instant
    ) throws(CryptoError) -> VerifiedGrant {
        let head = opened.head
        try check(head, records, use.scope, compartment, index: use.index)
        let certified = try granter(head.granterKey)
        guard head.reader == use.reader, head.granter == use.granter, certified.principal == use.granter,
            head.notBefore == use.notBefore, head.rights.contains(.read)
        else { throw CryptoError(.cannotOpen) }
        return try opened.verify(granter: certified.publicKeys.signing, at: now)
    }

    /// The head of a slot for a key of this owner.
    static func head(
        _ scope: SlotUse.Scope,
        _ records: OwnerRecords,
        compartment: CompartmentID,
        reader: PrincipalID?,
        granter: PrincipalID,
        notBefore: Instant,
        serial: UInt64
    ) -> GrantHead {
        var generation: UInt32 = 0
        var record = RecordID(.zero)
        let form: GrantScope
        switch scope {
        case .header:
            form = .headerKey
        case .generation(_, let number):
            form = .compartmentGeneration
            generation = number
        case .note(_, let note):
            form = .note
            record = note
        }
        return GrantHead(
            scope: form,
            tenant: records.tenant,
            owner: records.owner,
            compartment: compartment,
            record: record,
            generation: generation,
            reader: reader ?? PrincipalID(.zero),
            granter: granter,
            serial: serial,
            notBefore: notBefore,
            notAfter: Instant(milliseconds: .max),
            rights: reader == nil ? [.read, .write] : [.read]
        )
    }

    static func openOuter(
        _ bytes: [UInt8],
        index: UInt32,
        _ records: OwnerRecords,
        _ keys: TenantKeys
    ) throws(CryptoError) -> KeySlot.Opened {
        let outer = try keys.outer(try Envelope.generation(of: bytes))
        return try KeySlot(bytes).openOuter(at: address(index, records), under: outer.key)
    }

    /// The place of a slot: it names the slot alone, since what the slot holds is not to be told.
    static func address(_ index: UInt32, _ records: OwnerRecords) -> Address {
        KeySlot.address(
            tenant: records.tenant,
            owner: records.owner,
            compartment: CompartmentID(.zero),
            index: index
        )
    }

    /// A slot's head must name what the aggregate says it holds; its serial is the slot's index.
    private static func check(
        _ head: GrantHead,
        _ records: OwnerRecords,
        _ scope: SlotUse.Scope,
        _ compartment: CompartmentID,
        index: UInt32
    ) throws(CryptoError) {
        let fits: Bool
        switch scope {
        case .header:
            fits = head.scope == .headerKey
        case .generation(_, let generation):
            fits = head.scope == .compartmentGeneration && head.generation == generation
        case .note(_, let record):
            fits = head.scope == .note && head.record == record
        }
        guard fits, head.tenant == records.tenant, head.owner == records.owner,
            head.compartment == compartment, head.serial == UInt64(index)
        else { throw CryptoError(.cannotOpen) }
    }
}
