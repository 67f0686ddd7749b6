internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import Synchronization

/// What narrows access, kept by the anchor before the call that narrowed returns, so that no backup brings it undone.
final class NarrowingJournal: Sendable {
    /// What was kept by this process and need not be kept again.
    private struct Recent {
        var isKept = false
        var lines: Set<Digest> = []
    }

    private static let remembered = 4096

    let floor = EpochFloor()
    private let anchor: any Anchor
    private let recent = Mutex(Recent())

    init(_ anchor: any Anchor) { self.anchor = anchor }

    /// Whether the anchor is of a kind that keeps journals, and was looked at.
    var isKept: Bool { recent.withLock { $0.isKept } }

    /// Reads the journal, and learns from it how far each owner must have come.
    func load(_ core: VaultCore) async throws(NotesError) {
        guard let lines = try await lines(core) else { return }
        var epochs: [OwnerID: UInt64] = [:]
        var gone: Set<OwnerID> = []
        for line in lines {
            switch line.content {
            case .narrowed(let owner, let epoch, _): epochs[owner] = max(epochs[owner] ?? 0, epoch)
            case .declared(_, let epoch, let lost):
                epochs[core.practice] = max(epochs[core.practice] ?? 0, epoch)
                for owner in lost { epochs[owner] = nil }
                gone.formUnion(lost)
            }
        }
        // At once, since others may ask meanwhile: what was lost and came back has a floor again.
        floor.forget(gone.filter { epochs[$0] == nil })
        for (owner, epoch) in epochs { floor.raise(owner, to: epoch) }
        recent.withLock { $0.isKept = true }
    }

    /// All lines, the oldest first; `nil` if the anchor keeps none.
    ///
    /// Of lines that do not open the vault's health tells.
    func lines(_ core: VaultCore) async throws(NotesError) -> [JournalLine]? {
        let keys = try await core.tenantKeys()
        let stored: [[UInt8]]?
        do throws(CryptoError) {
            stored = try await anchor.journal(of: AuditCheckpoint.origin(core.tenant))
        } catch {
            throw NotesError(anchoring: error)
        }
        guard let stored else { return nil }
        // An empty line only says that a journal was begun.
        let sealed = stored.filter { !$0.isEmpty }
        let opened = sealed.compactMap { try? JournalLine(opening: $0, keys) }
        if opened.count < sealed.count { core.health.note { $0.journal.state = .unreadable } }
        return opened
    }

    /// Keeps what was narrowed of owners that stand as viewed; returns when it is durable.
    func keep(_ narrowed: [(view: OwnerView, narrowing: Narrowing)], _ core: VaultCore)
        async throws(NotesError)
    {
        var lines: [[UInt8]] = []
        var digests: [Digest] = []
        let keys = try await core.tenantKeys()
        do throws(CryptoError) {
            for (view, narrowing) in narrowed {
                // A call that is repeated while nothing has changed is not kept twice.
                let digest = Self.digest(narrowing, view)
                guard !recent.withLock({ $0.lines.contains(digest) }) else { continue }
                let line = try JournalLine(
                    narrowing,
                    of: view.records,
                    at: view.epoch,
                    under: view.headerKey,
                    noted: core.now,
                    core.environment.entropy
                )
                lines.append(try line.sealed(keys, core.environment.entropy))
                digests.append(digest)
            }
            guard !lines.isEmpty else { return }
            _ = try await anchor.append(
                lines,
                toJournalOf: AuditCheckpoint.origin(core.tenant),
                beginning: false
            )
        } catch {
            throw NotesError(.anchorUnavailable, at: "journal")
        }
        for (view, _) in narrowed { floor.raise(view.owner, to: view.epoch) }
        recent.withLock { recent in
            if recent.lines.count > Self.remembered { recent.lines.removeAll() }
            recent.lines.formUnion(digests)
        }
    }

    private static func digest(_ narrowing: Narrowing, _ view: OwnerView) -> Digest {
        var writer = ByteWriter(capacity: 512)
        writer.identifier(view.owner)
        writer.integer(view.epoch)
        writer.raw(narrowing.encoded)
        return Digest.of(writer.bytes)
    }
}
