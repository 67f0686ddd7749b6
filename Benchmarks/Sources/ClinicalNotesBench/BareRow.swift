internal import ClinicalNotes

/// The primary key of one stored row, as bytes to bind.
struct BareRow {
    let tenant: [UInt8]
    let owner: [UInt8]
    let collection: UInt8
    let record: [UInt8]

    init(_ tenant: TenantID, _ owner: OwnerID, _ collection: RecordCollection, _ record: Bytes16) {
        self.tenant = tenant.bytes.bytes
        self.owner = owner.bytes.bytes
        self.collection = collection.rawValue
        self.record = record.bytes
    }
}
