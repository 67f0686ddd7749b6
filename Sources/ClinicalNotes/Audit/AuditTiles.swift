internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Walks the stored tiles of an audit log in order, one at a time in memory.
struct AuditTiles {
    private let store: any NoteStore
    private let tenant: TenantID
    private let size: UInt64
    private let noted: UInt64?
    private var tile: AuditTile?
    private var next: UInt64
    private var log: MerkleLog
    private var isWhole = true
    /// Whether the last tile holds more than was asked for: the log grew meanwhile, or the checkpoint is an older one.
    private(set) var hasMore = false
    /// The root over as many leaves as were asked for.
    private(set) var notedRoot: Digest?

    /// The tiles of the first `size` leaves.
    ///
    /// - Parameters:
    ///   - store: Where they are kept.
    ///   - tenant: The practice.
    ///   - known: What is known of the first of them, so that their tiles are not asked for.
    ///   - size: How many leaves.
    ///   - noted: Of how many leaves the root is noted on the way.
    init(
        _ store: any NoteStore,
        _ tenant: TenantID,
        after known: MerkleLog = MerkleLog(),
        size: UInt64,
        noting noted: UInt64?
    ) {
        log = known
        next = AuditTile.number(of: known.count)
        self.store = store
        self.tenant = tenant
        self.size = size
        self.noted = noted
        if noted == log.count { notedRoot = log.root }
    }

    /// The leaf at an index, or `nil` where the tile is missing or damaged; indices must not go back by a tile.
    mutating func leaf(at index: UInt64, by deadline: Deadline) async throws(NotesError) -> Digest? {
        let number = AuditTile.number(of: index)
        while next <= number { try await load(by: deadline) }
        let offset = Int(index % UInt64(AuditTile.capacity))
        guard let tile, tile.number == number, offset < tile.leaves.count else { return nil }
        return tile.leaves[offset]
    }

    /// The root over all tiles, or `nil` if one is missing or damaged.
    mutating func root(by deadline: Deadline) async throws(NotesError) -> Digest? {
        while log.count < size, next < AuditTile.count(of: size) { try await load(by: deadline) }
        return isWhole && log.count == size ? log.root : nil
    }

    private mutating func load(by deadline: Deadline) async throws(NotesError) {
        let number = next
        next += 1
        tile = nil
        let stored: StoredRecord?
        do throws(StorageError) {
            stored = try await store.fetch([AuditTile.key(tenant, number)], by: deadline)[0]
        } catch {
            throw NotesError(error)
        }
        let due = min(size - number * UInt64(AuditTile.capacity), UInt64(AuditTile.capacity))
        guard let stored, let found = try? AuditTile(number, decoding: stored.value.joined),
            UInt64(found.leaves.count) >= due
        else {
            isWhole = false
            return
        }
        hasMore = found.leaves.count > due
        let known = log.count - min(log.count, number * UInt64(AuditTile.capacity))
        for leaf in found.leaves.prefix(Int(due)).dropFirst(Int(known)) {
            log.append(leaf)
            if log.count == noted { notedRoot = log.root }
        }
        tile = found
    }
}
