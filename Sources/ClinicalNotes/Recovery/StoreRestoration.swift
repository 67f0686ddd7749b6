internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// Takes a store that was put back for the newest state, once everything is narrowed again that had been.
///
/// The anchor is moved last. Killed before, the store is still behind its anchor and the restore is run again; killed
/// after, it is opened.
struct StoreRestoration {
    /// A vault that knows no floors, since the store is below them.
    let core: VaultCore

    /// What the anchor remembers and what the journal keeps.
    private struct Anchored {
        let checkpoint: AnchoredCheckpoint
        var lines: [OwnerID: [OwnerLine]] = [:]
        /// Recoveries that were declared before, and the epoch of the practice's own record after the last.
        var declared: [RecoveryDeclaration] = []
        var practiceEpoch: UInt64 = 0
    }

    /// What people are asked to approve.
    func request() async throws(NotesError) -> RecoveryRequest {
        RecoveryRequest(
            .restore,
            of: core.tenant,
            stored: try await core.auditState(),
            anchored: try await anchored().checkpoint,
            at: core.now
        )
    }

    /// Restores.
    ///
    /// - Parameters:
    ///   - request: What was approved.
    ///   - consent: On whose word.
    /// - Returns: What was done, and what is lost.
    /// - Throws: ``NotesError``.
    func run(_ request: RecoveryRequest, on consent: RecoveryConsent) async throws(NotesError)
        -> RestoreReport
    {
        let anchored = try await anchored()
        let stored = try await core.auditState()
        guard try await isBehind(anchored) else { throw NotesError(.nothingToRecover, at: "store") }
        guard request.kind == .restore, request.tenant == core.tenant, request.stored == stored,
            request.anchored == anchored.checkpoint, request.isCurrent(at: core.now)
        else { throw NotesError(.approvalRefused, at: "request") }
        let role = try await core.check(consent, to: request) { (view) throws(NotesError) in
            try standing(view, anchored)
        }
        let entries = try await core.auditEntryCount(beyond: stored.size)
        let keys = try await core.tenantKeys()
        let declaration = try await core.declare(request, on: consent, as: role, after: anchored.declared)
        var replay = NarrowingReplay(core, keys, declaration, as: role)
        var (lostOwners, damagedOwners): ([OwnerID], [OwnerID]) = ([], [])
        for (owner, lines) in anchored.lines.sorted(by: { $0.key < $1.key }) {
            do throws(NotesError) {
                if try await !replay.replay(lines, of: owner) { lostOwners.append(owner) }
            } catch {
                // Whose records do not open is refused to everybody, and does not keep the others waiting.
                guard error.code == .tampered else { throw error }
                damagedOwners.append(owner)
            }
        }
        try await replay.raise(core.practice, to: anchored.practiceEpoch)
        try await core.declareAnchored(request.stored, declaration, lost: lostOwners)
        return RestoreReport(
            anchoredEntries: anchored.checkpoint.size,
            storedEntries: entries,
            replayed: replay.replayed,
            lost: replay.lost,
            lostOwners: lostOwners,
            damagedOwners: damagedOwners
        )
    }

    private func anchored() async throws(NotesError) -> Anchored {
        let checkpoint: AnchoredCheckpoint?
        do throws(CryptoError) {
            checkpoint = try await core.audit.anchor.latest(AuditCheckpoint.origin(core.tenant))
        } catch {
            throw NotesError(anchoring: error)
        }
        let lines = try await core.journal.lines(core)
        // What is lost with the anchor cannot be replayed.
        guard let checkpoint, ![.missing, .unreadable].contains(core.health.health.anchor) else {
            throw NotesError(.anchorUnavailable, at: "anchor")
        }
        var anchored = Anchored(checkpoint: checkpoint)
        for line in lines ?? [] {
            switch line.content {
            case .narrowed(let owner, let epoch, let sealed):
                anchored.lines[owner, default: []].append(OwnerLine(epoch: epoch, sealed: sealed))
            case .declared(let declaration, let epoch, let lost):
                anchored.declared.append(declaration)
                anchored.practiceEpoch = max(anchored.practiceEpoch, epoch)
                for owner in lost { anchored.lines[owner] = nil }
            }
        }
        return anchored
    }

    private func isBehind(_ anchored: Anchored) async throws(NotesError) -> Bool {
        guard try await core.auditRoot(at: anchored.checkpoint.size) == anchored.checkpoint.root else {
            return true
        }
        for (owner, lines) in anchored.lines {
            let epoch: UInt64
            do throws(NotesError) {
                epoch = try await core.view([owner: []]).owners[owner]?.epoch ?? 0
            } catch {
                guard error.code == .tampered else { throw error }
                continue
            }
            if lines.contains(where: { $0.epoch > epoch }) { return true }
        }
        return false
    }

    /// How a principal is enrolled and linked, as of the store and the journal.
    private func standing(_ view: OwnerView, _ anchored: Anchored) throws(NotesError)
        -> (Enrollment?, linked: Set<PrincipalID>)
    {
        var (enrollment, linked) = (view.aggregate.enrollment, view.aggregate.linked)
        for line in (anchored.lines[view.owner] ?? []).inOrder where line.epoch > view.epoch {
            switch try line.narrowing(of: view) {
            case .enrollment(let newer): enrollment = newer
            case .linked(let newer): linked = newer
            default: break
            }
        }
        return (enrollment, linked)
    }
}
