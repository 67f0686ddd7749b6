/// Writes the fixed-width, little-endian encodings of the formats.
///
/// Shared inside this package; the formats are on the specification page.
package struct ByteWriter {
    /// What was written, but for what was lent.
    package private(set) var bytes: [UInt8]
    /// What was lent, and after how many of the bytes.
    package private(set) var lent: [(offset: Int, bytes: SensitiveBytes)] = []

    package init(capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    // The overloads for single types keep callers in other modules from the generic code.

    package mutating func integer(_ value: UInt8) { bytes.append(value) }

    package mutating func integer(_ value: UInt16) { append(UInt64(value), bytes: 2) }

    package mutating func integer(_ value: UInt32) { append(UInt64(value), bytes: 4) }

    package mutating func integer(_ value: UInt64) { append(value, bytes: 8) }

    package mutating func integer(_ value: Int64) { append(UInt64(bitPattern: value), bytes: 8) }

    package mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
        var rest = value
        for _ in 0..<(Value.bitWidth / 8) {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest = Value.bitWidth > 8 ? rest >> 8 : 0
        }
    }

    private mutating func append(_ value: UInt64, bytes count: Int) {
        var rest = value
        for _ in 0..<count {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// A byte: 0 or 1.
    package mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    /// Bytes whose count the reader knows.
    package mutating func raw(_ value: [UInt8]) { bytes.append(contentsOf: value) }

    /// Bytes whose count the reader knows.
    package mutating func raw(_ value: ArraySlice<UInt8>) { bytes.append(contentsOf: value) }

    /// Bytes whose count the reader knows.
    package mutating func raw(_ value: some Sequence<UInt8>) { bytes.append(contentsOf: value) }

    /// Zero bytes.
    package mutating func zeros(_ count: Int) {
        bytes.append(contentsOf: [UInt8](repeating: 0, count: count))
    }

    package mutating func bytes16(_ value: Bytes16) {
        integer(value.high.byteSwapped)
        integer(value.low.byteSwapped)
    }

    @inlinable
    package mutating func identifier(_ value: some Identifier) { bytes16(value.bytes) }

    /// A count of four bytes, then the bytes.
    package mutating func counted(_ value: some Collection<UInt8>) {
        integer(UInt32(value.count))
        raw(value)
    }

    /// As ``counted(_:)``, of bytes that are not copied: they stand in ``lent`` alone.
    package mutating func lend(_ value: SensitiveBytes) {
        integer(UInt32(value.count))
        lent.append((bytes.count, value))
    }

    /// What another writer wrote, and what was lent to it.
    package mutating func append(_ other: ByteWriter) {
        lent += other.lent.map { (bytes.count + $0.offset, $0.bytes) }
        raw(other.bytes)
    }

    /// A count of four bytes, then what another writer wrote.
    package mutating func counted(_ other: ByteWriter) {
        integer(UInt32(other.count))
        append(other)
    }

    /// How many bytes were written and lent.
    package var count: Int { lent.reduce(bytes.count) { $0 + $1.bytes.count } }

    /// A count of four bytes, then UTF-8.
    package mutating func text(_ value: String) { counted(Array(value.utf8)) }

    package mutating func instant(_ value: Instant) { integer(value.milliseconds) }

    /// A byte, 1 if there is a value, then the value.
    @inlinable
    package mutating func optional<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
        flag(value != nil)
        if let value { body(&self, value) }
    }

    /// A count of four bytes, then the elements.
    @inlinable
    package mutating func list<Elements: Collection>(
        _ values: Elements,
        _ body: (inout ByteWriter, Elements.Element) -> Void
    ) {
        integer(UInt32(values.count))
        for value in values { body(&self, value) }
    }

    /// A list of one element or none: where only one can be now, and a later version may have several.
    package mutating func listOfOne<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
        list(value.map { [$0] } ?? [], body)
    }
}
