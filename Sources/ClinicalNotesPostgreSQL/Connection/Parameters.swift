#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The parameters of a statement in the server's binary form, one after the other.
struct Parameters: Sendable {
    /// All of them, behind one byte, so that also an empty one has a place.
    private(set) var bytes: [UInt8] = [0]
    private(set) var starts: [Int] = []
    private(set) var lengths: [Int32] = []

    var count: Int { starts.count }

    mutating func add(_ value: Bytes16) {
        begin()
        append(value)
        end()
    }

    mutating func add(_ value: some FixedWidthInteger) {
        begin()
        append(value)
        end()
    }

    mutating func add(_ value: Bool) { add(value ? 1 : 0 as UInt8) }

    mutating func add(_ text: String) {
        begin()
        bytes.append(contentsOf: text.utf8)
        end()
    }

    mutating func add(_ value: RecordBytes) {
        begin()
        for segment in value.segments { bytes.append(contentsOf: segment) }
        end()
    }

    /// Adds an array of `uuid`.
    mutating func add(_ values: [Bytes16]) {
        addArray(of: 2950, values.count) { parameters in
            for value in values {
                parameters.append(Int32(16))
                parameters.append(value)
            }
        }
    }

    mutating func add(_ values: [Int16]) { addArray(of: 21, numbers: values) }
    mutating func add(_ values: [Int32]) { addArray(of: 23, numbers: values) }
    mutating func add(_ values: [Int64]) { addArray(of: 20, numbers: values) }

    /// Adds an array of `bytea`.
    mutating func add(_ values: [RecordBytes]) {
        addArray(of: 17, values.count) { parameters in
            for value in values {
                parameters.append(Int32(value.count))
                for segment in value.segments { parameters.bytes.append(contentsOf: segment) }
            }
        }
    }

    private mutating func addArray<Number: FixedWidthInteger>(of type: Int32, numbers: [Number]) {
        addArray(of: type, numbers.count) { parameters in
            for number in numbers {
                parameters.append(Int32(MemoryLayout<Number>.size))
                parameters.append(number)
            }
        }
    }

    private mutating func addArray(of type: Int32, _ count: Int, _ elements: (inout Parameters) -> Void) {
        begin()
        append(count == 0 ? 0 : 1 as Int32)
        append(0 as Int32)
        append(type)
        if count > 0 {
            append(Int32(count))
            append(1 as Int32)
            elements(&self)
        }
        end()
    }

    private mutating func append(_ value: Bytes16) {
        append(value.high)
        append(value.low)
    }

    private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
        }
    }

    private mutating func begin() { starts.append(bytes.count) }

    private mutating func end() {
        lengths.append(Int32(bytes.count - (starts.last ?? 0)))
    }
}
#endif
