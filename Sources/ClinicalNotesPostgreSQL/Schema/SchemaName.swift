#if PostgreSQL
internal import ClinicalNotesStorage

/// The schema that a store's tables stand in, safe to be put into a statement.
struct SchemaName: Sendable, CustomStringConvertible {
    let description: String

    init(_ name: String) throws(StorageError) {
        let letters = Array("abcdefghijklmnopqrstuvwxyz_".utf8)
        guard let first = name.utf8.first, letters.contains(first), name.utf8.count <= 63,
            name.utf8.allSatisfy({ letters.contains($0) || (48...57).contains($0) }), !name.hasPrefix("pg_")
        else { throw StorageError(.invalidLocation) }
        description = "\"\(name)\""
    }
}
#endif
