/// What the parts of a store take in its file.
struct StoreSizes {
    /// One part: the values of a collection, or what SQLite keeps beside them.
    struct Part {
        let name: String
        var bytes: Int
    }

    /// The whole file, once the write-ahead log is empty.
    private(set) var file: Int
    /// All of it.
    private(set) var parts: [Part]

    /// Looks at the store as it is now.
    init(afterEmptying log: WriteAheadLog) throws {
        try log.empty()
        let pageSize = try log.number("PRAGMA page_size")
        file = try log.number("PRAGMA page_count") * pageSize
        parts = try Self.collections.map { number, name in
            let bytes = try log.number(
                "SELECT coalesce(sum(length(value)), 0) FROM record WHERE collection = \(number)"
            )
            return Part(name: name, bytes: bytes)
        }
        let named = parts.reduce(0) { $0 + $1.bytes }
        let values = try log.number("SELECT sum(length(value)) FROM record")
        parts.append(Part(name: "other records", bytes: values - named))
        func add(_ name: String, _ sum: String, _ condition: String, less: Int = 0) throws {
            let bytes = try log.number("SELECT coalesce(sum(\(sum)), 0) FROM dbstat WHERE \(condition)")
            parts.append(Part(name: name, bytes: bytes - less))
        }
        try add("keys of the rows, by which they are found", "payload", "name = 'record'", less: values)
        try add("what SQLite notes of their pages", "pgsize - payload - unused", "name = 'record'")
        for (type, name) in [("leaf", "leaves"), ("internal", "inner pages"), ("overflow", "overflow pages")]
        {
            try add("unused in \(name) of rows", "unused", "name = 'record' AND pagetype = '\(type)'")
        }
        try add("index entries", "pgsize - unused", "name = 'entry'")
        try add("index entries, by record", "pgsize - unused", "name = 'entry_of_record'")
        try add("unused in pages of the index", "unused", "name LIKE 'entry%'")
        parts.append(Part(name: "free pages", bytes: try log.number("PRAGMA freelist_count") * pageSize))
    }

    /// What came since.
    func since(_ earlier: StoreSizes) -> StoreSizes {
        var sizes = self
        sizes.file -= earlier.file
        for (index, part) in earlier.parts.enumerated() {
            sizes.parts[index].bytes -= part.bytes
        }
        return sizes
    }

    private static let collections = [
        (1, "head, aggregate, key slots and guard of the owner"), (2, "directory pages"), (3, "headers"),
        (4, "note keys"), (5, "revisions"), (6, "earlier revisions"), (7, "the owner's log"),
        (8, "audit entries"), (9, "tiles and checkpoint of the audit log"), (11, "receipts"),
    ]
}
