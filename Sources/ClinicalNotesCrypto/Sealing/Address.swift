package import ClinicalNotesModel

/// Where a sealed blob belongs; it enters the key derivation, so that a blob opens nowhere else.
///
/// Eighty-eight bytes of fixed width, so that two places never share an encoding.
package struct Address: Hashable, Sendable {
    /// The practice.
    package var tenant: TenantID
    /// Whose record it is.
    package var owner: OwnerID
    /// The compartment, or zero outside one.
    package var compartment: CompartmentID
    /// The record.
    package var record: RecordID
    /// The record's revision.
    package var revision: UInt64
    /// The part of a note, or zero.
    package var part: UInt32
    /// The field of a note, or zero.
    package var field: UInt32
    /// The version of what is inside.
    package var schema: UInt32

    /// How many bytes a place has.
    package static let size = 88

    /// Names a place.
    package init(
        tenant: TenantID,
        owner: OwnerID,
        compartment: CompartmentID = CompartmentID(.zero),
        record: RecordID = RecordID(.zero),
        revision: UInt64 = 0,
        part: UInt32 = 0,
        field: UInt32 = 0,
        schema: UInt32 = 0
    ) {
        self.tenant = tenant
        self.owner = owner
        self.compartment = compartment
        self.record = record
        self.revision = revision
        self.part = part
        self.field = field
        self.schema = schema
    }

    /// The same place with another part and field.
    package func at(part: UInt32, field: UInt32) -> Address {
        var place = self
        place.part = part
        place.field = field
        return place
    }

    /// tenant 16, owner 16, compartment 16, record 16, revision u64, part u32, field u32, schema u32, zero u32.
    package var bytes: [UInt8] {
        var writer = ByteWriter(capacity: Self.size)
        encode(into: &writer)
        return writer.bytes
    }

    package func encode(into writer: inout ByteWriter) { forEachWord { writer.integer($0) } }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        tenant = try reader.identifier()
        owner = try reader.identifier()
        compartment = try reader.identifier()
        record = try reader.identifier()
        revision = try reader.integer()
        part = try reader.integer()
        field = try reader.integer()
        schema = try reader.integer()
        guard try reader.integer(UInt32.self) == 0 else { throw MalformedBytes() }
    }

    /// The eleven words whose little-endian bytes are the place.
    func forEachWord(_ body: (UInt64) -> Void) {
        body(tenant.bytes.high.byteSwapped)
        body(tenant.bytes.low.byteSwapped)
        body(owner.bytes.high.byteSwapped)
        body(owner.bytes.low.byteSwapped)
        body(compartment.bytes.high.byteSwapped)
        body(compartment.bytes.low.byteSwapped)
        body(record.bytes.high.byteSwapped)
        body(record.bytes.low.byteSwapped)
        body(revision)
        body(UInt64(part) | UInt64(field) << 32)
        body(UInt64(schema))
    }
}
