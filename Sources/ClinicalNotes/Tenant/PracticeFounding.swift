internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Founds a practice, once: claims its place in the store, makes its keys, begins its anchor, and writes its record last.
///
/// The claim says that a founding is under way, so that one that broke off is gone on with and no other is ever begun
/// in its place. It goes in the commit that writes the record.
struct PracticeFounding {
    private static let attempts = 4

    let directory: TenantDirectory
    let anchor: any Anchor
    /// The key of an authority outside; `nil` for one of the practice's own.
    let authority: SigningPublicKey?

    private var entropy: Entropy { directory.environment.entropy }
    private var deadline: Deadline { .after(directory.timeout) }

    /// Founds a practice, or goes on with a founding that broke off.
    ///
    /// - Parameters:
    ///   - tenant: Its name; random if `nil`, and then the store's pointer names it.
    ///   - organization: The holder; random if `nil`.
    /// - Returns: The practice's record.
    /// - Throws: ``NotesError``: `alreadyFounded` where the store, the key service or the anchor knows the practice.
    func found(_ tenant: TenantID?, _ organization: OrganizationID?) async throws(NotesError) -> TenantRecord
    {
        let tenant = try await claimed(tenant)
        let record: TenantRecord
        do throws(CryptoError) {
            record = try await TenantKeyring.make(
                tenant,
                organization: organization ?? OrganizationID(entropy.bytes16()),
                authority: authority,
                service: directory.keys,
                entropy: entropy
            )
        } catch {
            throw NotesError(error)
        }
        try await beginAnchor(of: tenant)
        try await point(to: tenant)
        guard let claim = try await directory.fetch(TenantRecord.claim(tenant)) else {
            throw NotesError(.alreadyFounded, at: "store")
        }
        let outcome = try await commit(
            WriteBatch(
                tenant: tenant,
                expectations: [
                    .absent(TenantRecord.key(tenant)), Expectation(claim.key, at: claim.revision),
                ],
                writes: [
                    .put(TenantRecord.key(tenant), RecordBytes(record.encoded), index: []),
                    .delete(claim.key),
                ]
            )
        )
        switch outcome {
        case .committed: return record
        case .conflict: throw NotesError(.alreadyFounded, at: "store")
        case .outcomeUnknown: throw NotesError(.outcomeUnknown, at: "store")
        }
    }

    /// The practice that this founding is of, its claim durable.
    private func claimed(_ named: TenantID?) async throws(NotesError) -> TenantID {
        for _ in 0..<Self.attempts {
            let held = try await directory.heldPractices()
            // Beside keys of a practice a store that names none, or one without keys, is one that lost its database.
            let isNew = named.map { held?.contains($0) != true } ?? held?.isEmpty ?? true
            let pointed = named == nil ? try await directory.pointedPractice() : nil
            guard let tenant = named ?? pointed else {
                guard isNew else { throw NotesError(.alreadyFounded, at: "keys") }
                try await tryPointing(to: TenantID(entropy.bytes16()))
                continue
            }
            switch try await directory.traces(of: tenant) {
            case .claim: return tenant
            case .rows: throw NotesError(.alreadyFounded, at: "store")
            case .nothing:
                guard isNew else { throw NotesError(.alreadyFounded, at: "keys") }
                try await claim(tenant)
            }
        }
        throw NotesError(.conflict, at: "store")
    }

    /// Sees to it that the store points to a practice: of several to the first.
    private func point(to tenant: TenantID) async throws(NotesError) {
        for _ in 0..<Self.attempts {
            guard try await directory.pointedPractice() == nil else { return }
            try await tryPointing(to: tenant)
        }
        throw NotesError(.conflict, at: "store")
    }

    private func tryPointing(to tenant: TenantID) async throws(NotesError) {
        _ = try await commit(
            WriteBatch(
                tenant: TenantID(.zero),
                expectations: [.absent(TenantRecord.pointer)],
                writes: [
                    .put(TenantRecord.pointer, RecordBytes(TenantRecord.pointing(to: tenant)), index: [])
                ]
            )
        )
    }

    private func claim(_ tenant: TenantID) async throws(NotesError) {
        _ = try await commit(
            WriteBatch(
                tenant: tenant,
                expectations: [.absent(TenantRecord.key(tenant)), .absent(TenantRecord.claim(tenant))],
                writes: [
                    .put(TenantRecord.claim(tenant), RecordBytes(TenantRecord.claimContent), index: [])
                ]
            )
        )
    }

    /// Anchors the empty log, and begins its journal with an empty line: so an anchor that forgot is told from one that
    /// never knew.
    private func beginAnchor(of tenant: TenantID) async throws(NotesError) {
        let log = AuditCheckpoint.origin(tenant)
        let begun: Bool
        do throws(CryptoError) {
            begun = try await anchor.advance(
                log,
                to: AnchoredCheckpoint(size: 0, root: MerkleLog().root),
                expecting: nil
            )
            if begun, try await anchor.journal(of: log)?.isEmpty == true {
                _ = try await anchor.append([[]], toJournalOf: log, beginning: true)
            }
        } catch {
            throw NotesError(anchoring: error)
        }
        guard begun else { throw NotesError(.alreadyFounded, at: "anchor") }
    }

    private func commit(_ batch: WriteBatch) async throws(NotesError) -> CommitOutcome {
        do throws(StorageError) {
            return try await directory.store.commit([batch], by: deadline).first ?? .outcomeUnknown
        } catch {
            throw NotesError(error)
        }
    }
}
