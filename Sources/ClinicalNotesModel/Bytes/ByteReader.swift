/// The bytes are not what the format says; nothing more is told.
package struct MalformedBytes: Error {
    package init() {}
}

/// Reads what ``ByteWriter`` wrote; every read is checked, and ``finish()`` refuses trailing bytes.
package struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    package init(_ bytes: some Collection<UInt8>) { self.init(ArraySlice(bytes)) }

    /// How many bytes are left.
    package var remaining: Int { bytes.endIndex - position }

    package mutating func raw(_ count: Int) throws(MalformedBytes) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else { throw MalformedBytes() }
        defer { position += count }
        return bytes[position..<(position + count)]
    }

    // The overloads for single types keep callers in other modules from the generic code.

    package mutating func integer(_ type: UInt8.Type = UInt8.self) throws(MalformedBytes) -> UInt8 {
        UInt8(truncatingIfNeeded: try word(1))
    }

    package mutating func integer(_ type: UInt16.Type = UInt16.self) throws(MalformedBytes) -> UInt16 {
        UInt16(truncatingIfNeeded: try word(2))
    }

    package mutating func integer(_ type: UInt32.Type = UInt32.self) throws(MalformedBytes) -> UInt32 {
        UInt32(truncatingIfNeeded: try word(4))
    }

    package mutating func integer(_ type: UInt64.Type = UInt64.self) throws(MalformedBytes) -> UInt64 {
        try word(8)
    }

    package mutating func integer(_ type: Int64.Type = Int64.self) throws(MalformedBytes) -> Int64 {
        Int64(bitPattern: try word(8))
    }

    private mutating func word(_ count: Int) throws(MalformedBytes) -> UInt64 {
        guard count <= remaining else { throw MalformedBytes() }
        var value: UInt64 = 0
        for offset in 0..<count {
            value |= UInt64(bytes[position + offset]) << UInt64(8 * offset)
        }
        position += count
        return value
    }

    package mutating func integer<Value: FixedWidthInteger>(
        _ type: Value.Type = Value.self
    ) throws(MalformedBytes) -> Value {
        var value: Value = 0
        var shift = 0
        for byte in try raw(Value.bitWidth / 8) {
            value |= Value(truncatingIfNeeded: byte) << shift
            shift += 8
        }
        return value
    }

    package mutating func flag() throws(MalformedBytes) -> Bool {
        switch try integer(UInt8.self) {
        case 0: false
        case 1: true
        default: throw MalformedBytes()
        }
    }

    package mutating func bytes16() throws(MalformedBytes) -> Bytes16 {
        Bytes16(high: try word(8).byteSwapped, low: try word(8).byteSwapped)
    }

    @inlinable
    package mutating func identifier<Value: Identifier>(
        _ type: Value.Type = Value.self
    ) throws(MalformedBytes) -> Value {
        Value(try bytes16())
    }

    package mutating func counted() throws(MalformedBytes) -> ArraySlice<UInt8> {
        let count: UInt32 = try integer()
        return try raw(Int(count))
    }

    package mutating func text() throws(MalformedBytes) -> String {
        guard let text = String(validating: try counted(), as: UTF8.self) else { throw MalformedBytes() }
        return text
    }

    package mutating func instant() throws(MalformedBytes) -> Instant {
        Instant(milliseconds: try integer())
    }

    @inlinable
    package mutating func optional<Value>(
        _ body: (inout ByteReader) throws(MalformedBytes) -> Value
    ) throws(MalformedBytes) -> Value? {
        try flag() ? try body(&self) : nil
    }

    @inlinable
    package mutating func list<Value>(
        _ body: (inout ByteReader) throws(MalformedBytes) -> Value
    ) throws(MalformedBytes) -> [Value] {
        let count: UInt32 = try integer()
        guard Int(count) <= remaining else { throw MalformedBytes() }
        var values: [Value] = []
        // A count is believed only as far as the elements that follow: a forged one must not claim memory.
        values.reserveCapacity(min(Int(count), 1024))
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }

    /// A list that holds one element or none in this version.
    package mutating func listOfOne<Value>(
        _ body: (inout ByteReader) throws(MalformedBytes) -> Value
    ) throws(MalformedBytes) -> Value? {
        let values = try list(body)
        guard values.count <= 1 else { throw MalformedBytes() }
        return values.first
    }

    /// Refuses trailing bytes.
    package func finish() throws(MalformedBytes) {
        guard remaining == 0 else { throw MalformedBytes() }
    }
}
