internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// An owner's key slots: all of one size, in use or decoys, told apart only by the sealed aggregate.
struct KeySlotTable: Hashable, Sendable {
    private static let version: UInt8 = 1

    var slots: [[UInt8]]

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: slots.count * KeySlot.size + 8)
        writer.integer(Self.version)
        writer.list(slots) { $0.raw($1) }
        return writer.bytes
    }

    init(slots: [[UInt8]]) { self.slots = slots }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        slots = try reader.list { reader throws(MalformedBytes) in Array(try reader.raw(KeySlot.size)) }
        try reader.finish()
    }

    subscript(index: UInt32) -> [UInt8]? {
        Int(index) < slots.count ? slots[Int(index)] : nil
    }
}
