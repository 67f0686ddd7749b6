internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Changes of one or more owners that become durable together with the audit entries that record them.
struct Transaction {
    let core: VaultCore
    let keys: TenantKeys
    let now: Instant
    private(set) var editors: [OwnerID: OwnerEditor] = [:]
    private var entries: [AuditEntry] = []
    private(set) var expectations: [Expectation] = []
    private var practiceWrites: [RecordWrite] = []
    /// What the one person of a practice declared, where this rests on it: every entry says so.
    var declared: [String] = []

    init(_ core: VaultCore, keys: TenantKeys) {
        self.core = core
        self.keys = keys
        now = core.now
    }

    /// Begins to change an owner that was viewed with its last directory page.
    mutating func edit(_ view: OwnerView) {
        guard editors[view.owner] == nil else { return }
        editors[view.owner] = OwnerEditor(view, keys: keys, core.environment.entropy)
    }

    /// Begins a new owner.
    mutating func create(_ owner: OwnerID) throws(NotesError) {
        do throws(CryptoError) {
            editors[owner] = try OwnerEditor(new: owner, keys: keys, now: now, core.environment.entropy)
        } catch {
            throw NotesError(error)
        }
    }

    /// Takes over an owner that was changed elsewhere.
    mutating func take(_ editor: OwnerEditor) { editors[editor.records.owner] = editor }

    /// Changes an owner under edit.
    mutating func change<Result>(
        _ owner: OwnerID,
        _ body: (inout OwnerEditor) throws(CryptoError) -> Result
    ) throws(NotesError) -> Result {
        guard var editor = editors[owner] else { throw NotesError(.notFound, at: "owner") }
        do throws(CryptoError) {
            let result = try body(&editor)
            editors[owner] = editor
            return result
        } catch {
            throw NotesError(error)
        }
    }

    /// The commit holds only if this does.
    mutating func expect(_ expectation: Expectation) { expectations.append(expectation) }

    /// Changes a record of the practice itself in the same commit, which holds only if the record is as expected.
    mutating func write(_ write: RecordWrite, expecting expectation: Expectation) {
        practiceWrites.append(write)
        expect(expectation)
    }

    /// Records what happened to an owner in the same commit; the entry learns which step of the owner's history that was.
    mutating func record(_ entry: AuditEntry) { entries.append(entry) }

    /// The batch that carries all of it out, with the receipt by which a repeat is recognized, and the entries that record it.
    ///
    /// Every entry names the receipt's commit, so that a verification knows which receipts there must be. A write that
    /// records nothing could not be verified, and gets none.
    mutating func batch(receipt: NewReceipt?) throws(NotesError) -> RecordedBatch {
        var writes = practiceWrites
        var changes: [OwnerID: (HeadChange?, UInt64)] = [:]
        var made: [AuditEntry] = []
        var heads: [OwnerHead] = []
        do throws(CryptoError) {
            var unrecorded: Set<OwnerID> = []
            for owner in editors.keys.sorted() {
                guard var editor = editors[owner] else { continue }
                let finished = try editor.finish()
                writes += finished.writes
                expectations += finished.expectations
                changes[owner] = (finished.change, finished.head.epoch)
                heads.append(finished.head)
                if !finished.writes.isEmpty { unrecorded.insert(owner) }
            }
            // Every head that is written must stand in the audit log, whoever's change brought it along.
            unrecorded.subtract(entries.map(\.owner))
            if let first = entries.first { entries += unrecorded.sorted().map(first.sideEffect(on:)) }
            made = entries.map { entry in
                let (change, epoch) = changes[entry.owner] ?? (nil, 0)
                return entry.committed(as: receipt?.commit, change, epoch).declaring(declared)
            }
            if let receipt, !entries.isEmpty { writes.append(try put(receipt)) }
        } catch {
            throw NotesError(error)
        }
        return RecordedBatch(
            batch: WriteBatch(tenant: core.tenant, expectations: expectations, writes: writes),
            entries: made,
            heads: heads
        )
    }

    /// The write of a receipt, which must stand nowhere yet, or be the expired one that was seen.
    private mutating func put(_ receipt: NewReceipt) throws(CryptoError) -> RecordWrite {
        let record = ReceiptRecord(digest: receipt.digest, answer: receipt.answer, writtenAt: now)
        let key = ReceiptRecord.key(receipt.commit, core.tenant)
        expectations.append(Expectation(key, at: receipt.replaced))
        let sealed = try record.sealed(
            as: receipt.commit,
            revision: receipt.replaced + 1,
            keys,
            core.environment.entropy
        )
        return .put(key, RecordBytes(sealed), index: record.index(keys))
    }
}
