internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Walks all rows of one owner in the order of their keys, a few in memory at a time.
struct OwnerRows {
    /// Rows that may be large are fetched few at a time.
    private static let fewRows = 32
    private static let manyRows = 512
    /// Segments are large.
    private static let segments = 4

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
    mutating func next() async throws(NotesError) -> StoredRecord? {
        while true {
            if page.isEmpty {
                guard !isAtEnd else { return nil }
                try await fetch()
                continue
            }
            let row = page.removeFirst()
            guard row.key.tenant == core.tenant, row.key.owner == owner, last.map({ $0 < row.key }) ?? true
            else { throw NotesError(.storeUnusable, at: "store") }
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

    private mutating func fetch() async throws(NotesError) {
        if let last, last.collection == .log {
            // Nothing but leaves, so that no page holds segments behind them.
            let leaves = try await core.list(
                owner: owner,
                collection: .log,
                after: last,
                limit: Self.manyRows
            )
            page = leaves[...]
            guard page.isEmpty else { return }
        }
        let limit: Int =
            switch last?.collection ?? .owner {
            case ..<RecordCollection.log: Self.fewRows
            // An owner's segments follow its leaves.
            case .log, RecordCollection.upload...: Self.segments
            default: Self.manyRows
            }
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
