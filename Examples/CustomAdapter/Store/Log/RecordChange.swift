internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What a commit makes of one record.
enum RecordChange {
    case put(RecordKey, revision: UInt64, entries: [IndexEntry], RecordBytes)
    case delete(RecordKey)
}

/// What is known of a record without reading the file.
struct HeldRecord: Sendable {
    var revision: UInt64
    var entries: [IndexEntry]
    var place: ValuePlace
}

/// Where a value lies in the file, and its checksum.
struct ValuePlace: Sendable {
    var offset: Int
    var count: Int
    var checksum: UInt32

    /// Of a value that is not written yet.
    static let nowhere = ValuePlace(offset: 0, count: 0, checksum: 0)
}
