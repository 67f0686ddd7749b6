internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Where an owner's records stand in the store, and the places they are sealed to.
struct OwnerRecords: Sendable {
    /// What a guard says: its version; the epoch stands in its place.
    static let guardContent: [UInt8] = [1]

    let tenant: TenantID
    let owner: OwnerID

    /// The signed head: what all other records of the owner are checked against.
    var head: RecordKey { single(1) }
    /// All that decides about the owner, in one record.
    var aggregate: RecordKey { single(2) }
    /// The owner's keys, locked.
    var keySlots: RecordKey { single(3) }
    /// The owner's epoch: its store revision is what reads and writes expect.
    var epochGuard: RecordKey { single(4) }

    func page(_ number: UInt32) -> RecordKey {
        key(.directory, RecordID(Bytes16(high: 0, low: UInt64(number))))
    }

    func logTile(_ number: UInt64) -> RecordKey {
        key(.log, RecordID(Bytes16(high: 0, low: number)))
    }

    func header(_ record: RecordID) -> RecordKey { key(.header, record) }
    func noteKey(_ record: RecordID) -> RecordKey { key(.key, record) }
    func revision(_ record: RecordID) -> RecordKey { key(.revision, record) }
    func history(_ record: RecordID) -> RecordKey { key(.history, record) }
    func segment(_ record: RecordID) -> RecordKey { key(.segment, record) }

    /// The place of a record that is one of a kind for its owner, or is named by its own id.
    func address(
        _ record: RecordID,
        compartment: CompartmentID = CompartmentID(.zero),
        revision: UInt64 = 0,
        part: UInt32 = 0,
        schema: UInt32 = 0
    ) -> Address {
        Address(
            tenant: tenant,
            owner: owner,
            compartment: compartment,
            record: record,
            revision: revision,
            part: part,
            field: 0,
            schema: schema
        )
    }

    /// The place of a revision of another chart's note, kept with the note that took its place: counted from 1 in the order in
    /// which its header names them.
    func original(_ record: RecordID, compartment: CompartmentID, index: Int) -> Address {
        address(record, compartment: compartment, revision: UInt64(index) + 1)
    }

    private func single(_ number: UInt64) -> RecordKey {
        key(.owner, RecordID(Bytes16(high: 0, low: number)))
    }

    private func key(_ collection: RecordCollection, _ record: RecordID) -> RecordKey {
        RecordKey(tenant: tenant, owner: owner, collection: collection, record: record)
    }
}

extension RecordID {
    /// A fresh id for a record that will be filed on a page.
    static func fresh(onPage page: UInt32, _ entropy: Entropy) -> RecordID {
        let random = entropy.bytes16()
        return RecordID(onPage: page, UInt32(truncatingIfNeeded: random.high), random.low)
    }
}
