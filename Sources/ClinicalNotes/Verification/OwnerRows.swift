internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Walks all rows of one owner in the order of their keys, a few in memory at a time.
struct OwnerRows {
    /// Rows that may be large are fetched few at a time.
    private static let fewRows = 32
    private static let manyRows = 512

    private let core: VaultCore
    private let owner: OwnerID
    private let skipped: RecordCollection?
    private var page: ArraySlice<StoredRecord> = []
    private var last: RecordKey?
    private var isAtEnd = false

    /// Begins at the owner's first row.
    ///
    /// - Parameters:
    ///   - core: The vault.
    ///   - owner: Whose rows.
    ///   - skipped: A collection that is left out.
    init(_ core: VaultCore, _ owner: OwnerID, skipping skipped: RecordCollection? = nil) {
        self.core = core
        self.owner = owner
        self.skipped = skipped
    }

    /// The next row, or `nil` at the end.
    ///
    /// A store that does not keep the order ends the walk as `storeUnusable`.
    mutating func next() async throws(VaultError) -> StoredRecord? {
        while true {
            if page.isEmpty {
                guard !isAtEnd else { return nil }
                try await fetch()
                continue
            }
            let row = page.removeFirst()
            guard row.key.tenant == core.tenant, row.key.owner == owner, last.map({ $0 < row.key }) ?? true
            else { throw VaultError(.storeUnusable, at: "store") }
            last = row.key
            if row.key.collection == skipped {
                page = []
                isAtEnd = false
                last = row.key.lastOfCollection
                continue
            }
            return row
        }
    }

    private mutating func fetch() async throws(VaultError) {
        let limit = (last?.collection ?? .owner) < .log ? Self.fewRows : Self.manyRows
        page = try await core.list(owner: owner, after: last, limit: limit)[...]
        isAtEnd = page.isEmpty
    }
}

extension RecordKey {
    /// The last key that this owner's rows of this collection can have.
    var lastOfCollection: RecordKey {
        RecordKey(
            tenant: tenant,
            owner: owner,
            collection: collection,
            record: RecordID(Bytes16(high: .max, low: .max))
        )
    }

    /// The last key that this owner's rows can have.
    var lastOfOwner: RecordKey {
        RecordKey(
            tenant: tenant,
            owner: owner,
            collection: RecordCollection(rawValue: .max),
            record: RecordID(Bytes16(high: .max, low: .max))
        )
    }
}
