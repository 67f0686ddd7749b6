internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// An owner as of one consistent fetch, with every hash and signature checked.
struct OwnerView: Sendable {
    /// What a read caches: header keys and ordinary keys, directory pages, and heads verified before.
    struct Caches: Sendable {
        let keys = KeyCache()
        let pages = PageCache()
        let signatures = VerifiedHashes()
        let newest = NewestSeen()

        /// Forgets keys, and what they opened.
        func removeAll() {
            keys.removeAll()
            pages.removeAll()
        }
    }

    let records: OwnerRecords
    let head: OwnerHead
    let headRevision: UInt64
    let aggregate: OwnerAggregate
    let aggregateRevision: UInt64
    let slots: KeySlotTable
    let slotsRevision: UInt64
    let guardRevision: UInt64
    let headerKey: HeldKey
    var pages: [UInt32: DirectoryPage]

    var owner: OwnerID { records.owner }
    var epoch: UInt64 { head.epoch }

    /// What stays true until somebody changes what decides about the owner.
    var guardExpectation: Expectation { Expectation(records.epochGuard, at: guardRevision) }

    /// The records that every view of an owner needs.
    static func keys(_ records: OwnerRecords) -> [RecordKey] {
        [records.head, records.aggregate, records.keySlots, records.epochGuard]
    }

    /// Checks and opens what was fetched; `nil` if there is no such owner.
    ///
    /// - Parameters:
    ///   - records: Where the owner's records stand.
    ///   - fetched: The records of ``keys(_:)`` in that order.
    ///   - stored: The directory pages that were fetched with them.
    ///   - keys: The practice's keys.
    ///   - caches: What was opened and verified before.
    /// - Throws: `CryptoError` with `cannotOpen` for whatever is not as it was written.
    init?(
        _ records: OwnerRecords,
        fetched: [StoredRecord?],
        pages stored: [UInt32: StoredRecord],
        keys: TenantKeys,
        caches: Caches
    ) throws(CryptoError) {
        guard fetched.contains(where: { $0 != nil }) else { return nil }
        guard fetched.count == 4, let storedHead = fetched[0], let storedAggregate = fetched[1],
            let storedSlots = fetched[2], let storedGuard = fetched[3]
        else { throw CryptoError(.cannotOpen) }

        let head = try Self.head(storedHead, records, keys, caches)
        let slots = try Self.slotTable(storedSlots, head)
        let headerKey = try Self.headerKey(slots, records, keys, caches)
        let aggregate = try Self.aggregate(storedAggregate, head, records, headerKey)
        try Self.checkGuard(storedGuard, epoch: head.epoch, records, headerKey)
        var pages: [UInt32: DirectoryPage] = [:]
        for (number, page) in stored {
            pages[number] = try Self.page(number, page, head: head, records, headerKey, caches.pages)
        }

        self.records = records
        self.head = head
        self.headRevision = storedHead.revision
        self.aggregate = aggregate
        self.aggregateRevision = storedAggregate.revision
        self.slots = slots
        self.slotsRevision = storedSlots.revision
        self.guardRevision = storedGuard.revision
        self.headerKey = headerKey
        self.pages = pages
    }

    /// The entry of a record in the directory, or `nil`; its page must have been fetched.
    func entry(_ record: RecordID) throws(CryptoError) -> DirectoryEntry? {
        let number = record.directoryPage
        guard number < UInt32(head.pageHashes.count) else { return nil }
        guard let page = pages[number] else { throw CryptoError(.cannotOpen) }
        return page[record]
    }

    /// The sealed bytes of a filed record, checked against the directory.
    func authentic(_ entry: DirectoryEntry, _ stored: StoredRecord?) throws(CryptoError) -> [UInt8] {
        guard let stored else { throw CryptoError(.cannotOpen) }
        let sealed = stored.value.joined
        guard Self.leaf(entry.record, entry.revision, sealed) == entry.leafHash else {
            throw CryptoError(.cannotOpen)
        }
        return sealed
    }

    /// Opens a filed record as a kind.
    func open(
        _ sealed: [UInt8],
        _ entry: DirectoryEntry,
        as kind: SealedKind
    ) throws(CryptoError) -> [UInt8] {
        try Envelope.open(
            sealed,
            as: kind,
            at: records.address(entry.record, revision: entry.revision),
            under: headerKey.key
        )
    }

    /// The leaf of a filed record in the owner's log.
    static func leaf(_ record: RecordID, _ revision: UInt64, _ sealed: [UInt8]) -> Digest {
        var writer = ByteWriter(capacity: 56)
        writer.identifier(record)
        writer.integer(revision)
        writer.raw(Digest.of(sealed).bytes)
        return MerkleLog.leafHash(writer.bytes)
    }

    /// The head, its signature checked.
    static func head(
        _ stored: StoredRecord,
        _ records: OwnerRecords,
        _ keys: TenantKeys,
        _ caches: Caches
    ) throws(CryptoError) -> OwnerHead {
        let bytes = stored.value.joined
        let signed = try SignedOwnerHead(bytes)
        try caches.signatures.verifyOnce(Digest.of(bytes)) { () throws(CryptoError) in
            try signed.verify(keys.instanceKey)
        }
        // A head is written once, and each makes the row anew.
        guard signed.head.tenant == records.tenant, signed.head.owner == records.owner,
            signed.head.number == stored.revision
        else { throw CryptoError(.cannotOpen) }
        return signed.head
    }

    /// The key slots that the head names.
    static func slotTable(_ stored: StoredRecord, _ head: OwnerHead) throws(CryptoError) -> KeySlotTable {
        let bytes = stored.value.joined
        guard Digest.of(bytes) == head.keySlotsHash, let slots = try? KeySlotTable(decoding: bytes) else {
            throw CryptoError(.cannotOpen)
        }
        return slots
    }

    /// The aggregate that the head names.
    static func aggregate(
        _ stored: StoredRecord,
        _ head: OwnerHead,
        _ records: OwnerRecords,
        _ headerKey: HeldKey
    ) throws(CryptoError) -> OwnerAggregate {
        let sealed = stored.value.joined
        guard Digest.of(sealed) == head.aggregateHash else { throw CryptoError(.cannotOpen) }
        let opened = try Envelope.open(
            sealed,
            as: .aggregate,
            at: records.address(records.aggregate.record),
            under: headerKey.key
        )
        guard let aggregate = try? OwnerAggregate(decoding: opened) else { throw CryptoError(.cannotOpen) }
        return aggregate
    }

    /// The owner's header key: the first slot, in ordinary custody.
    static func headerKey(
        _ slots: KeySlotTable,
        _ records: OwnerRecords,
        _ keys: TenantKeys,
        _ caches: Caches
    ) throws(CryptoError) -> HeldKey {
        guard let bytes = slots[0] else { throw CryptoError(.cannotOpen) }
        return try caches.keys.key(for: Digest.of(bytes)) { () throws(CryptoError) in
            try KeySlotAccess.unlockOrdinary(bytes, index: 0, records, keys, scope: .header)
        }
    }

    /// The guard must be that of the epoch.
    static func checkGuard(
        _ stored: StoredRecord,
        epoch: UInt64,
        _ records: OwnerRecords,
        _ headerKey: HeldKey
    ) throws(CryptoError) {
        let opened = try Envelope.open(
            stored.value.joined,
            as: .guard,
            at: records.address(records.epochGuard.record, revision: epoch),
            under: headerKey.key
        )
        // The guard is written once with every epoch.
        guard opened == OwnerRecords.guardContent, stored.revision == epoch else {
            throw CryptoError(.cannotOpen)
        }
    }

    /// A directory page that the head names; one that was opened before is not opened again.
    static func page(
        _ number: UInt32,
        _ stored: StoredRecord,
        head: OwnerHead,
        _ records: OwnerRecords,
        _ headerKey: HeldKey,
        _ cache: PageCache? = nil
    ) throws(CryptoError) -> DirectoryPage {
        let bytes = stored.value.joined
        let hash = Digest.of(bytes)
        guard Int(number) < head.pageHashes.count, hash == head.pageHashes[Int(number)] else {
            throw CryptoError(.cannotOpen)
        }
        if let known = cache?.page(number, of: records.owner, named: hash) { return known }
        let opened = try Envelope.open(
            bytes,
            as: .directoryPage,
            at: records.address(records.page(number).record, part: number),
            under: headerKey.key
        )
        let page = try DirectoryPage(opened, number: number)
        cache?.keep(page, of: records.owner, named: hash)
        return page
    }
}

extension OwnerView {
    /// The view, if it is of this patient's own record: whoever else has an owner of that name is no patient.
    func ifRecord(of patient: PatientID) -> OwnerView? { aggregate.persons[patient] == nil ? nil : self }
}
