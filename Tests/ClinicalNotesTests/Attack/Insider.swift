import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesPolicy
import ClinicalNotesStorage

@testable import ClinicalNotes

/// An attack program: somebody with every record of the store and every key of the practice, and perhaps with the
/// keyrings of some people, who opens whatever can be opened and asks no policy.
struct Insider {
    /// What was recovered.
    struct Loot {
        /// The words of notes, by note.
        var notes: [NoteID: [[UInt8]]] = [:]
        /// Every other plain text that was seen on the way, and the raw bytes of every record.
        var seen: [[UInt8]] = []

        /// How many bytes of these words were recovered: of the note itself, or lying about anywhere.
        func recovered(_ words: String, of note: NoteID) -> Int {
            let wanted = Array(words.utf8)
            if notes[note]?.contains(wanted) == true { return wanted.count }
            return seen.contains { contains(wanted, in: $0) } ? wanted.count : 0
        }

        private func contains(_ wanted: [UInt8], in bytes: [UInt8]) -> Bool {
            guard let first = wanted.first, bytes.count >= wanted.count else { return false }
            return bytes.indices.dropLast(wanted.count - 1).contains { start in
                bytes[start] == first && bytes[start...].starts(with: wanted)
            }
        }
    }

    let records: [StoredRecord]
    let keys: TenantKeys
    let keyrings: [Keyring]
    let now: Instant

    private var byKey: [RecordKey: StoredRecord] {
        Dictionary(records.map { ($0.key, $0) }) { first, _ in first }
    }

    /// Opens everything that can be opened.
    func plunder() -> Loot {
        var loot = Loot(seen: records.map(\.value.joined))
        loot.seen += auditEntries()
        let byKey = byKey
        for owner in Set(records.map(\.key.owner)).sorted() {
            guard let view = view(of: owner, byKey) else { continue }
            loot.seen.append(view.aggregate.encoded)
            loot.seen += openedSlots(view)
            loot.seen += openedRecords(view, byKey)
            let candidates = compartmentKeys(view)
            for record in byKey.keys where record.owner == owner && record.collection == .header {
                guard let header = try? view.openNoteHeader(record.record, byKey[record]) else { continue }
                let note = LoadedNote(
                    id: NoteID(owner: owner, record: record.record),
                    view: view,
                    header: header,
                    noteKey: byKey[view.records.noteKey(record.record)],
                    revision: byKey[view.records.revision(record.record)]
                )
                loot.notes[note.id] = words(of: note, candidates)
            }
        }
        return loot
    }

    private func view(of owner: OwnerID, _ byKey: [RecordKey: StoredRecord]) -> OwnerView? {
        let places = OwnerRecords(tenant: keys.tenant, owner: owner)
        var pages: [UInt32: StoredRecord] = [:]
        for number in UInt32(0)..<64 { pages[number] = byKey[places.page(number)] }
        return try? OwnerView(
            places,
            fetched: OwnerView.keys(places).map { byKey[$0] },
            pages: pages,
            keys: keys,
            caches: OwnerView.Caches()
        )
    }

    /// What is under the outer lock of each slot.
    private func openedSlots(_ view: OwnerView) -> [[UInt8]] {
        view.slots.slots.indices.compactMap { index in
            try? Envelope.open(
                view.slots.slots[index],
                as: .keySlot,
                at: KeySlotAccess.address(UInt32(index), view.records),
                under: keys.currentOuter().key
            )
        }
    }

    /// Every record that the owner's header key opens, as whatever it is.
    private func openedRecords(_ view: OwnerView, _ byKey: [RecordKey: StoredRecord]) -> [[UInt8]] {
        let kinds: [SealedKind] = [
            .header, .directive, .release, .hold, .person, .enrollment, .task, .reason,
        ]
        return byKey.values.filter { $0.key.owner == view.owner && $0.key.collection == .header }.flatMap {
            stored -> [[UInt8]] in
            guard let entry = try? view.entry(stored.key.record) else { return [] }
            return kinds.compactMap { try? view.open(stored.value.joined, entry, as: $0) }
        }
    }

    private func auditEntries() -> [[UInt8]] {
        records.filter { $0.key.collection == .audit }.compactMap { record in
            (try? AuditRecord(decoding: record.value.joined))
                .flatMap { try? $0.open(tenant: keys.tenant, under: keys.audit.key) }?.entry.encoded
        }
    }

    /// Every key of a compartment or a note that some key at hand opens, whatever the aggregate says it is for.
    private func compartmentKeys(_ view: OwnerView) -> [(use: SlotUse, key: HeldKey)] {
        view.aggregate.slots.flatMap { use -> [(use: SlotUse, key: HeldKey)] in
            guard let bytes = view.slots[use.index] else { return [] }
            let compartment: CompartmentID =
                switch use.scope {
                case .header: CompartmentID(.zero)
                case .generation(let compartment, _), .note(let compartment, _):
                    view.aggregate.compartmentID(compartment)
                }
            var found: [(use: SlotUse, key: HeldKey)] = []
            if let key = try? KeySlotAccess.unlockOrdinary(
                bytes,
                index: use.index,
                view.records,
                keys,
                scope: use.scope,
                compartment: compartment
            ) {
                found.append((use, HeldKey(key)))
            }
            for keyring in keyrings {
                guard
                    let key = try? KeySlotAccess.accept(
                        bytes,
                        use: use,
                        view.records,
                        keys,
                        compartment: compartment,
                        granter: { key throws(CryptoError) in try view.keys.signer(key, keys) },
                        keyring: keyring,
                        at: now
                    )
                else { continue }
                found.append((use, HeldKey(key)))
            }
            return found
        }
    }

    /// The fields of a note, under any key that fits: each key at hand is tried as the key of the note's compartment,
    /// as the note's own key, and the practice's keys are tried too.
    private func words(of note: LoadedNote, _ candidates: [(use: SlotUse, key: HeldKey)]) -> [[UInt8]] {
        guard
            let revision = note.revision,
            let reader = try? RevisionReader(
                opening: revision.value.joined,
                at: note.place,
                headerKey: note.view.headerKey.key
            )
        else { return [] }
        var words: [[UInt8]] = []
        let practice = [keys.secret, keys.ordinary, keys.audit] + keys.epochs.values
        for lease in practice { words += fields(reader, lease.key) }
        words += fields(reader, note.view.headerKey.key)
        if let locked = note.noteKey.flatMap({ try? LockedKey($0.value.joined) }) {
            for lease in practice {
                if let key = try? unlock(locked, note, lease.key) { words += fields(reader, key) }
            }
            for candidate in candidates {
                if let key = try? unlock(locked, note, candidate.key.key) { words += fields(reader, key) }
            }
        }
        for candidate in candidates { words += fields(reader, candidate.key.key) }
        return words
    }

    private func unlock(
        _ locked: LockedKey,
        _ note: LoadedNote,
        _ inner: borrowing SecretKey
    ) throws -> SecretKey {
        try locked.unlock(
            as: .noteKey,
            at: note.place.ofNoteKey,
            inner: inner,
            outer: keys.outer(locked.epoch).key
        )
    }

    private func fields(_ reader: RevisionReader, _ key: borrowing SecretKey) -> [[UInt8]] {
        var found: [[UInt8]] = []
        for field in reader.manifest.fields {
            guard let bytes = try? reader.open(part: field.part, field: field.field, noteKey: key) else {
                continue
            }
            found.append(bytes.copyBytes())
        }
        return found
    }
}
