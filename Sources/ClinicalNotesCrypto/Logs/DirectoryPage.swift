package import ClinicalNotesModel

/// Up to 128 records of an owner with their current revisions; stored sealed, and hashed into the owner's head.
///
/// The pages are the index of the owner's notes too: an entry of a note tells what lists select it by.
package struct DirectoryPage: Hashable, Sendable {
    /// How many entries a page holds at the most.
    package static let capacity = 128

    /// Which of the owner's pages this is: the first four bytes of each of its records.
    package let number: UInt32
    /// The entries by record.
    package private(set) var entries: [DirectoryEntry]

    private static let version: UInt16 = 1
    private static let entrySize = 62

    /// An empty page.
    package init(number: UInt32) {
        self.number = number
        entries = []
    }

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - bytes: What ``encoded`` gave.
    ///   - number: Which page it is; the bytes do not say.
    /// - Throws: ``CryptoError`` `.cannotOpen` if this is no page, is out of order, or has more than 128 entries.
    package init(_ bytes: [UInt8], number: UInt32) throws(CryptoError) {
        self.number = number
        entries = try decoding(bytes, or: .cannotOpen) { (reader) throws(MalformedBytes) in
            guard try reader.integer(UInt16.self) == Self.version else { throw MalformedBytes() }
            return try reader.list { (reader) throws(MalformedBytes) in
                DirectoryEntry(
                    record: try RecordID(onPage: number, from: &reader),
                    revision: try reader.integer(),
                    leafHash: try Digest(from: &reader),
                    note: try DirectoryNote.decode(from: &reader)
                )
            }
        }
        guard entries.count <= Self.capacity,
            zip(entries, entries.dropFirst()).allSatisfy({ $0.record < $1.record })
        else { throw CryptoError(.cannotOpen) }
    }

    /// The page's bytes before sealing.
    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 6 + Self.entrySize * entries.count)
        writer.integer(Self.version)
        writer.list(entries) { writer, entry in
            entry.record.encodeInPage(into: &writer)
            writer.integer(entry.revision)
            entry.leafHash.encode(into: &writer)
            DirectoryNote.encode(entry.note, into: &writer)
        }
        return writer.bytes
    }

    /// The entry of a record.
    package subscript(record: RecordID) -> DirectoryEntry? {
        let position = position(of: record)
        guard position < entries.count, entries[position].record == record else { return nil }
        return entries[position]
    }

    /// Adds an entry, or replaces the record's.
    ///
    /// - Parameter entry: The entry.
    /// - Returns: `false`, with nothing changed, if the page is full or the record is filed on another.
    package mutating func put(_ entry: DirectoryEntry) -> Bool {
        guard entry.record.directoryPage == number else { return false }
        let position = position(of: entry.record)
        if position < entries.count, entries[position].record == entry.record {
            entries[position] = entry
        } else {
            guard entries.count < Self.capacity else { return false }
            entries.insert(entry, at: position)
        }
        return true
    }

    /// Takes a record's entry out; `false` if it has none.
    package mutating func remove(_ record: RecordID) -> Bool {
        let position = position(of: record)
        guard position < entries.count, entries[position].record == record else { return false }
        entries.remove(at: position)
        return true
    }

    private func position(of record: RecordID) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].record < record { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
