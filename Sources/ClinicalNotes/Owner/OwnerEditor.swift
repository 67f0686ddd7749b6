internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Collects changes of one owner and turns them into the writes of one batch.
///
/// Every record filed becomes a leaf of the owner's log and an entry of its directory; at the end the head is
/// signed anew, and the batch expects the head that the changes were made from.
struct OwnerEditor {
    let records: OwnerRecords
    let keys: TenantKeys
    let entropy: Entropy
    var aggregate: OwnerAggregate
    /// Whether what decides about the owner changes, so that reads under way must decide again.
    var raisesEpoch: Bool
    private(set) var writes: [RecordWrite] = []
    private var expectations: [Expectation] = []

    private let before: OwnerView?
    let headerKey: HeldKey
    private(set) var slots: KeySlotTable
    private var pages: [UInt32: DirectoryPage]
    private var changedPages: Set<UInt32> = []
    private var pageCount: UInt32
    private var log: MerkleLog
    /// How many records of the last page have an id, but are not filed yet.
    private var allotted = 0

    /// Begins to change an owner; the last page of its directory must have been fetched.
    init(_ view: OwnerView, keys: TenantKeys, _ entropy: Entropy) {
        before = view
        records = view.records
        self.keys = keys
        self.entropy = entropy
        aggregate = view.aggregate
        raisesEpoch = false
        headerKey = view.headerKey
        slots = view.slots
        pages = view.pages
        pageCount = UInt32(view.head.pageHashes.count)
        log = view.head.log
    }

    /// Begins a new owner: a header key, a first key for each ordinary compartment, decoys in all other slots.
    init(new owner: OwnerID, keys: TenantKeys, now: Instant, _ entropy: Entropy) throws(CryptoError) {
        before = nil
        records = OwnerRecords(tenant: keys.tenant, owner: owner)
        self.keys = keys
        self.entropy = entropy
        aggregate = OwnerAggregate(fresh: entropy)
        raisesEpoch = true
        headerKey = HeldKey(try SecretKey.random(entropy))
        slots = KeySlotTable(slots: [])
        pages = [0: DirectoryPage(number: 0)]
        changedPages = [0]
        pageCount = 1
        log = MerkleLog()
        try growSlots(to: OwnerAggregate.firstSlotCount)
        try fillOrdinary(.header, headerKey.key, now)
        for compartment in Compartment.allCases where compartment.custody == .ordinary {
            try fillOrdinary(.generation(compartment, 1), SecretKey.random(entropy), now)
        }
    }

    /// The revision of the head that the changes were made from; `nil` of a new owner.
    var headBefore: UInt64? { before?.headRevision }

    /// The epoch that the changes were made from.
    var epochBefore: UInt64 { before?.epoch ?? 0 }

    // MARK: Records

    /// A fresh id for a record that will be filed.
    mutating func newRecord() -> RecordID {
        var number = pageCount - 1
        allotted += 1
        if let last = pages[number], last.entries.count + allotted > DirectoryPage.capacity {
            allotted = 1
            number = pageCount
            pages[number] = DirectoryPage(number: number)
            changedPages.insert(number)
            pageCount += 1
        }
        return .fresh(onPage: number, entropy)
    }

    /// Files a note's header, with what lists select it by.
    mutating func store(_ header: NoteHeader, as record: RecordID) throws(CryptoError) {
        aggregate.authors.formUnion(header.originators)
        try store(
            .header,
            header.encoded,
            as: record,
            note: DirectoryNote(header),
            index: keys.index(header)
        )
    }

    /// Files a record that holds no words.
    mutating func store(
        _ kind: SealedKind,
        _ content: [UInt8],
        as record: RecordID,
        note: DirectoryNote? = nil,
        index: [IndexEntry] = []
    ) throws(CryptoError) {
        try store(kind, SensitiveBytes(content), as: record, note: note, index: index)
    }

    /// Files a record: seals it as its kind, writes it, and enters it in the directory and the log.
    mutating func store(
        _ kind: SealedKind,
        _ content: SensitiveBytes,
        as record: RecordID,
        note: DirectoryNote? = nil,
        index: [IndexEntry] = []
    ) throws(CryptoError) {
        let number = record.directoryPage
        guard var page = pages[number] else { throw CryptoError(.cannotOpen) }
        let known = page[record]
        if known == nil, number == pageCount - 1 { allotted = max(0, allotted - 1) }
        let revision = (known?.revision ?? 0) + 1
        let sealed = try Envelope.seal(
            content,
            as: kind,
            at: records.address(record, revision: revision),
            padding: .bucket,
            under: headerKey.key,
            entropy: entropy
        )
        let leaf = OwnerView.leaf(record, revision, sealed)
        let entry = DirectoryEntry(record: record, revision: revision, leafHash: leaf, note: note)
        guard page.put(entry) else { throw CryptoError(.cannotOpen) }
        pages[number] = page
        changedPages.insert(number)
        enter(leaf)
        writes.append(.put(records.header(record), RecordBytes(sealed), index: index))
    }

    /// Takes a record out of the directory; its leaf stays in the log.
    mutating func remove(_ record: RecordID) throws(CryptoError) {
        let number = record.directoryPage
        guard var page = pages[number], page.remove(record) else { throw CryptoError(.cannotOpen) }
        pages[number] = page
        changedPages.insert(number)
        enter(OwnerView.leaf(record, 0, []))
        writes.append(.delete(records.header(record)))
    }

    /// Adds a write of a record that its header vouches for.
    mutating func write(_ write: RecordWrite) { writes.append(write) }

    /// The commit holds only if this does too.
    mutating func expect(_ expectation: Expectation) { expectations.append(expectation) }

    // MARK: Keys

    /// Puts a key into a free slot in ordinary custody.
    mutating func fillOrdinary(
        _ scope: SlotUse.Scope,
        _ key: borrowing SecretKey,
        _ now: Instant
    ) throws(CryptoError) {
        let index = try freeSlot()
        let use = SlotUse(
            index: index,
            scope: scope,
            reader: nil,
            granter: nil,
            notBefore: now,
            directive: nil
        )
        let head = KeySlotAccess.head(
            scope,
            records,
            compartment: compartmentID(scope),
            reader: nil,
            granter: keys.tenant.principal,
            notBefore: now,
            serial: UInt64(index)
        )
        slots.slots[Int(index)] = try KeySlot.sealOrdinary(
            head,
            key: key,
            tenantKey: keys.ordinary.key,
            tenantKeyGeneration: keys.ordinaryGeneration,
            instance: keys.instance,
            outer: try keys.currentOuter().key,
            epoch: keys.epoch,
            at: KeySlotAccess.address(index, records),
            entropy: entropy
        ).bytes
        aggregate.slots.append(use)
    }

    /// Grants a key to a reader's own key.
    mutating func grant(
        _ scope: SlotUse.Scope,
        _ key: borrowing SecretKey,
        to reader: PrincipalID,
        _ readerKeys: PublicKeys,
        by granter: Keyring,
        notBefore: Instant,
        directive: DirectiveID? = nil
    ) throws(CryptoError) {
        let index = try freeSlot()
        let head = KeySlotAccess.head(
            scope,
            records,
            compartment: compartmentID(scope),
            reader: reader,
            granter: granter.principal,
            notBefore: notBefore,
            serial: UInt64(index)
        )
        slots.slots[Int(index)] = try KeySlot.sealGranted(
            head,
            key: key,
            reader: readerKeys.box,
            granter: granter,
            outer: try keys.currentOuter().key,
            epoch: keys.epoch,
            at: KeySlotAccess.address(index, records),
            entropy: entropy
        ).bytes
        aggregate.slots.append(
            SlotUse(
                index: index,
                scope: scope,
                reader: reader,
                granter: granter.principal,
                notBefore: notBefore,
                directive: directive
            )
        )
    }

    /// Ends grants: their slots become decoys.
    mutating func endGrants(where ends: (SlotUse) -> Bool) throws(CryptoError) {
        for use in aggregate.slots where use.reader != nil && ends(use) {
            slots.slots[Int(use.index)] = try decoy(use.index)
        }
        aggregate.slots.removeAll { $0.reader != nil && ends($0) }
    }

    /// Remembers the certificate of somebody who signs for this owner.
    mutating func remember(certificate: [UInt8]?) {
        guard let certificate, !aggregate.certificates.contains(certificate) else { return }
        aggregate.certificates.append(certificate)
    }

    // MARK: The end

    /// The writes and expectations of the batch, and the owner's head with the step that led to it, if there is one.
    mutating func finish() throws(CryptoError) -> (
        expectations: [Expectation], writes: [RecordWrite], head: OwnerHead, change: HeadChange?
    ) {
        let epoch = (before?.epoch ?? 0) + (raisesEpoch ? 1 : 0)
        var aggregateHash = before?.head.aggregateHash
        if aggregateHash == nil || aggregate != before?.aggregate {
            aggregateHash = try putAggregate()
            try refreshSlots()
        }
        let slotBytes = slots.encoded
        let slotsHash = Digest.of(slotBytes)
        if slotsHash != before?.head.keySlotsHash {
            writes.append(.put(records.keySlots, RecordBytes(slotBytes), index: []))
        }
        var pageHashes = before?.head.pageHashes ?? []
        for number in changedPages.sorted() {
            let hash = try putPage(number)
            if Int(number) < pageHashes.count {
                pageHashes[Int(number)] = hash
            } else {
                pageHashes.append(hash)
            }
        }
        if raisesEpoch { try putGuard(epoch: epoch) }
        let expectations = expectations + [Expectation(records.head, at: before?.headRevision ?? 0)]
        var head = OwnerHead(
            tenant: records.tenant,
            owner: records.owner,
            number: before?.head.number ?? 1,
            previous: before?.head.previous ?? .zero,
            log: log,
            epoch: epoch,
            aggregateHash: aggregateHash ?? .zero,
            keySlotsHash: slotsHash,
            pageHashes: pageHashes
        )
        guard head != before?.head else { return (expectations, writes, head, nil) }
        if let before {
            head.number = before.head.number + 1
            head.previous = before.head.hash
        }
        let signed = head.signed(by: keys.instance)
        writes.append(.put(records.head, RecordBytes(signed.bytes), index: []))
        let change = HeadChange(number: head.number, follows: head.previous, makes: head.hash)
        return (expectations, writes, head, change)
    }

    private mutating func putAggregate() throws(CryptoError) -> Digest {
        let sealed = try Envelope.seal(
            aggregate.encoded,
            as: .aggregate,
            at: records.address(records.aggregate.record),
            padding: .bucket,
            under: headerKey.key,
            entropy: entropy
        )
        writes.append(.put(records.aggregate, RecordBytes(sealed), index: []))
        return Digest.of(sealed)
    }

    private mutating func putPage(_ number: UInt32) throws(CryptoError) -> Digest {
        let sealed = try Envelope.seal(
            (pages[number] ?? DirectoryPage(number: number)).encoded,
            as: .directoryPage,
            at: records.address(records.page(number).record, part: number),
            padding: .bucket,
            under: headerKey.key,
            entropy: entropy
        )
        writes.append(.put(records.page(number), RecordBytes(sealed), index: []))
        return Digest.of(sealed)
    }

    private mutating func putGuard(epoch: UInt64) throws(CryptoError) {
        let sealed = try Envelope.seal(
            OwnerRecords.guardContent,
            as: .guard,
            at: records.address(records.epochGuard.record, revision: epoch),
            padding: .bucket,
            under: headerKey.key,
            entropy: entropy
        )
        writes.append(.put(records.epochGuard, RecordBytes(sealed), index: []))
    }

    private mutating func enter(_ leaf: Digest) {
        // The head that is expected knows the position, whatever somebody else put behind it.
        writes.append(.put(records.logTile(log.count), RecordBytes(leaf.bytes), index: []))
        log.append(leaf)
    }

    private mutating func freeSlot() throws(CryptoError) -> UInt32 {
        let used = Set(aggregate.slots.map(\.index))
        for index in 0..<aggregate.slotCount where !used.contains(index) { return index }
        let index = aggregate.slotCount
        try growSlots(to: aggregate.slotCount * 2)
        return index
    }

    /// Renews a decoy if no slot changed, so that key slots are written as often as the aggregate: whether a change of
    /// what decides also granted a key does not show.
    private mutating func refreshSlots() throws(CryptoError) {
        let used = Set(aggregate.slots.map(\.index))
        guard slots == before?.slots, let free = (0..<aggregate.slotCount).last(where: { !used.contains($0) })
        else { return }
        slots.slots[Int(free)] = try decoy(free)
    }

    private mutating func growSlots(to count: UInt32) throws(CryptoError) {
        for index in UInt32(slots.slots.count)..<count { slots.slots.append(try decoy(index)) }
        aggregate.slotCount = count
    }

    private func decoy(_ index: UInt32) throws(CryptoError) -> [UInt8] {
        try KeySlot.decoy(
            outer: try keys.currentOuter().key,
            epoch: keys.epoch,
            at: KeySlotAccess.address(index, records),
            entropy: entropy
        ).bytes
    }

    private func compartmentID(_ scope: SlotUse.Scope) -> CompartmentID {
        switch scope {
        case .header: CompartmentID(.zero)
        case .generation(let compartment, _), .note(let compartment, _):
            aggregate.compartmentID(compartment)
        }
    }
}
