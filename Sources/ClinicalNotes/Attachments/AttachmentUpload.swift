internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Writes the segments of an attachment as its bytes come, a few at a time.
///
/// One group is sealed while the one before it is written; nothing more is held in memory. What an attempt that broke off
/// has written is compared with what comes now, and not written again where it is the same.
struct AttachmentUpload {
    /// How many segments are sealed at a time, and written with one commit.
    private static let together = 4

    /// A segment that was sealed, now or before.
    private struct Sealed: Sendable {
        let hash: Digest
        /// Missing where it stands in the store already.
        var write: RecordWrite?
    }

    private let core: VaultCore
    private let keys: TenantKeys
    private let key: RecordKey
    private let run: SegmentRun
    private let noteKey: HeldKey
    /// How many segments an earlier attempt wrote.
    private let found: UInt32
    private var pending: PendingUpload
    /// How often the row was written that tells how far the upload is.
    private var revision: UInt64

    /// Begins to write an attachment, or goes on where an earlier attempt of the same request broke off.
    ///
    /// - Parameters:
    ///   - core: The vault.
    ///   - keys: The practice's keys.
    ///   - owner: The owner of the note.
    ///   - compartment: The compartment of the note.
    ///   - noteKey: The note's key.
    ///   - request: Who asked for what; `nil` for what cannot be gone on with.
    /// - Throws: ``NotesError``: `idempotencyMismatch` if another request is under way under the same key.
    init(
        _ core: VaultCore,
        _ keys: TenantKeys,
        to owner: OwnerID,
        _ compartment: CompartmentID,
        under noteKey: HeldKey,
        of request: WriteRequest?
    ) async throws(NotesError) {
        let entropy = core.environment.entropy
        let record = request?.upload(keys) ?? RecordID(entropy.bytes16())
        key = PendingUpload.key(record, core.tenant)
        let digest = request?.digest(keys) ?? .zero
        var pending = PendingUpload(
            request: digest,
            owner: owner,
            first: .firstSegment(entropy),
            at: core.now
        )
        revision = 0
        if request != nil, let row = try await core.fetch([key])[0] {
            guard let known = try? PendingUpload(opening: row, keys) else {
                throw NotesError(.tampered, at: "upload", of: row.key)
            }
            guard known.request == digest, known.owner == owner else {
                throw NotesError(.idempotencyMismatch, at: "idempotencyKey")
            }
            pending = known
            revision = row.revision
        }
        self.core = core
        self.keys = keys
        self.noteKey = noteKey
        self.pending = pending
        found = pending.count
        run = SegmentRun(
            tenant: core.tenant,
            owner: owner,
            compartment: compartment,
            first: pending.first
        )
    }

    /// Writes all bytes of a source.
    ///
    /// - Parameter next: Gives the next bytes, or `nil` after the last.
    /// - Returns: The segments, ready to be filed.
    /// - Throws: What `next` throws; ``NotesError``: `tooLarge` for more than 64 GiB, `conflict` if somebody else goes on
    ///   with the same upload or it was swept away.
    mutating func write(
        _ next: () async throws -> SensitiveBytes?
    ) async throws -> StoredSegments {
        var cutter = SegmentCutter()
        var (hashes, size, isAtEnd) = ([Digest](), UInt64(0), false)
        var due: [Sealed] = []
        while !isAtEnd || !due.isEmpty {
            let (count, written, before) = (UInt32(hashes.count), due, self)
            async let after = before.commit(written, upTo: count)
            var group: [SensitiveBytes] = []
            do {
                while group.count < Self.together, !isAtEnd {
                    if let segment = cutter.next() {
                        group.append(segment)
                    } else if let piece = try await next() {
                        cutter.take(piece)
                    } else {
                        group.append(cutter.last())
                        isAtEnd = true
                    }
                }
            } catch {
                // What is being written need not be written again by who goes on.
                if let reached = try? await after { (pending, revision) = reached }
                throw error
            }
            guard hashes.count + group.count <= SegmentRun.maximumSegments else {
                throw NotesError(.tooLarge, at: "attachment")
            }
            due = try await seal(group, from: count, endingWithLast: isAtEnd)
            (pending, revision) = try await after
            hashes += due.map(\.hash)
            size += group.reduce(0) { $0 + UInt64($1.count) }
        }
        let used = UInt32(hashes.count)
        let records = core.records(run.owner)
        return StoredSegments(
            run: run,
            size: size,
            hashes: hashes,
            upload: Expectation(key, at: revision),
            surplus: used < pending.count
                ? (used..<pending.count).map { records.segment(run.first.segment($0)) } : []
        )
    }

    /// Removes what was written, where nobody is to go on with it; what fails is swept away later.
    func abandon() async {
        guard revision > 0 else { return }
        _ = try? await core.remove(pending, expecting: Expectation(key, at: revision))
    }

    /// Seals segments, but for those that stand in the store as they would be.
    private func seal(
        _ group: [SensitiveBytes],
        from start: UInt32,
        endingWithLast isAtEnd: Bool
    ) async throws(NotesError) -> [Sealed] {
        let keys = group.indices.map { offset in
            core.records(run.owner).segment(run.first.segment(start + UInt32(offset)))
        }
        let stored = start < found ? try await core.fetch(keys) : keys.map { _ in nil }
        let entropy = core.environment.entropy
        let work = group.indices.map { (offset: $0, text: group[$0], key: keys[$0], row: stored[$0]) }
        do throws(CryptoError) {
            return try await work.concurrentMap(share: 1) { [run, noteKey] item throws(CryptoError) in
                let number = start + UInt32(item.offset)
                let isLast = isAtEnd && item.offset == group.count - 1
                if let value = item.row?.value.joined,
                    let known = try? run.open(value, as: number, isLast: isLast, under: noteKey.key),
                    Digest.of(known) == Digest.of(item.text)
                {
                    return Sealed(hash: Digest.of(value))
                }
                let sealed = try run.seal(
                    item.text,
                    as: number,
                    isLast: isLast,
                    under: noteKey.key,
                    entropy: entropy
                )
                return Sealed(
                    hash: Digest.of(sealed),
                    write: .put(item.key, RecordBytes(sealed), index: [])
                )
            }
        } catch {
            throw NotesError(error)
        }
    }

    /// Writes a group, and that it is written.
    private func commit(
        _ group: [Sealed],
        upTo count: UInt32
    ) async throws(NotesError) -> (PendingUpload, UInt64) {
        let writes = group.compactMap(\.write)
        guard !writes.isEmpty || count > pending.count else { return (pending, revision) }
        var after = pending
        after.count = max(after.count, count)
        after.touched = core.now
        let sealed: [UInt8]
        do throws(CryptoError) {
            sealed = try after.sealed(
                as: key.record,
                revision: revision + 1,
                keys,
                core.environment.entropy
            )
        } catch {
            throw NotesError(error)
        }
        let outcome = try await core.commit(
            WriteBatch(
                tenant: core.tenant,
                expectations: [Expectation(key, at: revision)],
                writes: writes + [.put(key, RecordBytes(sealed), index: [])]
            )
        )
        switch outcome {
        case .committed: return (after, revision + 1)
        case .conflict: throw NotesError(.conflict, at: "attachment")
        case .outcomeUnknown: throw NotesError(.outcomeUnknown, at: "attachment")
        }
    }
}

extension VaultCore {
    /// Whether an upload stands as it was left, so that its attachment can be filed.
    func requireKept(_ segments: StoredSegments) async throws(NotesError) {
        guard try await fetch([segments.upload.key])[0]?.revision == segments.upload.revision else {
            throw NotesError(.conflict, at: "attachment")
        }
    }
}
