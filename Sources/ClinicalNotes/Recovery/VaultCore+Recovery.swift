internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension VaultCore {
    /// The newest checkpoint of the store's audit log.
    func auditState() async throws(NotesError) -> AnchoredCheckpoint {
        let log = try await auditCheckpoint()?.log ?? MerkleLog()
        return AnchoredCheckpoint(size: log.count, root: log.root)
    }

    /// How many audit entries the store has, those behind the checkpoint's size included.
    func auditEntryCount(beyond size: UInt64) async throws(NotesError) -> UInt64 {
        let log = AuditRecord.log(of: tenant)
        var count = size
        var after = size == 0 ? nil : log.key(at: size - 1)
        while true {
            let found = try await list(owner: log.owner, collection: log.collection, after: after, limit: 512)
            count += UInt64(found.count { log.reachedPosition(of: $0.key) != nil })
            guard let last = found.last?.key else { return count }
            after = last
        }
    }

    /// Checks that a recovery is approved by people who may; two ids of one human are one of them.
    ///
    /// - Parameters:
    ///   - consent: Who approved.
    ///   - request: What they were asked.
    ///   - standing: How a principal that stands as viewed is enrolled and linked.
    /// - Returns: The role of the first of them.
    /// - Throws: ``NotesError`` with `approvalRefused`.
    func check(
        _ consent: RecoveryConsent,
        to request: RecoveryRequest,
        _ standing: (OwnerView) throws(NotesError) -> (Enrollment?, linked: Set<PrincipalID>) = {
            ($0.aggregate.enrollment, $0.aggregate.linked)
        }
    ) async throws(NotesError) -> PrincipalRole {
        let people = consent.approvals.map(\.principal)
        var enrollments: [PrincipalID: Enrollment] = [:]
        var linked: Set<PrincipalID> = []
        for principal in Set(people) {
            guard let view = try await view([principal.owner: []]).owners[principal.owner] else { continue }
            let (enrollment, others) = try standing(view)
            enrollments[principal] = enrollment
            linked.formUnion(others)
        }
        guard linked.isDisjoint(with: people),
            consent.isGiven(to: request, by: enrollments, of: organization),
            let role = people.first.flatMap({ enrollments[$0]?.affiliation.role })
        else { throw NotesError(.approvalRefused, at: "consent") }
        return role
    }

    /// Makes the anchor remember a state that was declared, and the journal the declaration.
    func declareAnchored(
        _ state: AnchoredCheckpoint,
        _ declaration: RecoveryDeclaration,
        lost: [OwnerID] = []
    ) async throws(NotesError) {
        let keys = try await tenantKeys()
        let epoch = try await view([practice: []]).owners[practice]?.epoch ?? 0
        let line = JournalLine(at: now, .declared(declaration, epoch: epoch, lost: lost))
        do throws(CryptoError) {
            try await audit.anchor.declare(
                state,
                asNewestOf: AuditCheckpoint.origin(tenant),
                journaling: [try line.sealed(keys, environment.entropy)]
            )
        } catch {
            throw NotesError(.anchorUnavailable, at: "anchor")
        }
    }
}
