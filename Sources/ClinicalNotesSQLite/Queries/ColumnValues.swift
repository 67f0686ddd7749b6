#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Foundation
internal import GRDB

extension Bytes16 {
    var data: Data { Data(bytes) }
}

extension RecordKey {
    /// The four columns of the primary key.
    var columns: [any DatabaseValueConvertible & Sendable] {
        [tenant.bytes.data, owner.bytes.data, collection.rawValue, record.bytes.data]
    }
}

extension IndexEntry {
    /// Pseudonym, time, status and generation.
    var columns: [any DatabaseValueConvertible & Sendable] {
        [pseudonym.data, time.milliseconds, statusClass, generation]
    }
}

extension Row {
    /// Sixteen bytes of a column, or `corrupted`.
    func bytes16(_ column: Int) throws -> Bytes16 {
        let bytes = try bytes(column)
        guard bytes.count == 16 else { throw StorageError(.corrupted) }
        // Word by word: the general initializer takes any collection, and this runs thrice a row.
        func word(_ start: Int) -> UInt64 {
            bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
        return Bytes16(high: word(0), low: word(8))
    }

    /// A whole number of a column that fits its type, or `corrupted`.
    func number<Number: FixedWidthInteger>(_ column: Int, as type: Number.Type = Number.self) throws -> Number
    {
        guard let value = Number(exactly: try decode(Int64.self, atIndex: column)) else {
            throw StorageError(.corrupted)
        }
        return value
    }

    /// The bytes of a column.
    func bytes(_ column: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: column) { data in data.map { [UInt8]($0) } ?? [] }
    }
}
#endif
