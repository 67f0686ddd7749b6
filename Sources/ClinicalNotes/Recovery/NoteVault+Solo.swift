internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

// Nobody lets themselves in. In a practice of one nobody else of the staff could confirm what its one person files: patients
// do, or an authority outside; where neither can, the practice declares that it goes without, and every explanation says so.

extension NoteVault {
    /// Whether the practice's one person confirms papers of her own: declared, and not ended by anybody who joined since.
    ///
    /// As far as this vault knows: what another process declared or ended it learns when it is opened, or from its own next
    /// declaration. What is done alone is held to what is on record, whatever this says.
    public var isSolo: Bool { core.declarations.all.isSolo }

    /// Ends what the practice's one person declared: from then on nobody confirms what they filed themselves.
    ///
    /// - Throws: ``NotesError``: `notSolo` where it is not declared.
    public func endSolo() async throws(NotesError) {
        try await core.inTime {
            var contention = Contention(core)
            defer { contention.end() }
            while true {
                let (all, expectation) = try await core.declared()
                guard all.isSolo, let declaration = all.last(where: { $0.kind == .soloPractice }) else {
                    throw NotesError(.notSolo, at: "practice")
                }
                var transaction = Transaction(core, keys: try await core.tenantKeys())
                transaction.expect(expectation)
                try await core.endSolo(declaration, by: .practice(core.tenant), in: &transaction)
                switch try await core.commit(try transaction.batch(receipt: nil)) {
                case .committed:
                    try await core.loadDeclarations()
                    return
                case .conflict: try await contention.overtaken()
                case .outcomeUnknown: throw NotesError(.outcomeUnknown)
                }
            }
        }
    }

    /// What the one person of a practice signs to confirm papers of her own from then on.
    ///
    /// - Returns: What is asked; good for a day, also while the vault is used.
    /// - Throws: ``NotesError``: `nothingToRecover` if that is declared already.
    public func soloRequest() async throws(NotesError) -> RecoveryRequest {
        try await core.inTime {
            guard try await !core.declared().all.isSolo else {
                throw NotesError(.nothingToRecover, at: "practice")
            }
            return RecoveryRequest(
                .soloPractice,
                of: core.tenant,
                stored: try await core.auditState(),
                anchored: nil,
                at: core.now
            )
        }
    }

    /// Declares that the practice has one person, who confirms papers of her own: it is on record, and every explanation
    /// names it from then on, also when it has ended.
    ///
    /// It ends with the enrollment of anybody else of the staff. Enrolling another under the same name and birth date does not end
    /// it: one person may have a clinician's and an administrator's principal.
    ///
    /// - Parameters:
    ///   - request: What ``soloRequest()`` asked, at most a day ago.
    ///   - approval: That of the one person.
    /// - Throws: ``NotesError``: `approvalRefused` at `practice` where others of the staff are enrolled or were in the last 30 days, at `consent` for an
    ///   approval that is not the staff's, at `request` for one that is old, used before or another practice's.
    public func declareSolo(_ request: RecoveryRequest, by approval: RecoveryApproval)
        async throws(NotesError)
    {
        let role = try await core.inTime {
            guard request.kind == .soloPractice, request.tenant == core.tenant, request.anchored == nil,
                request.isCurrent(at: core.now),
                try await core.auditRoot(at: request.stored.size) == request.stored.root
            else { throw NotesError(.approvalRefused, at: "request") }
            let consent = RecoveryConsent.solo(approval, .soleProvider)
            return try await core.check(consent, to: request)
        }
        // Goes through all owners, each step in its own time.
        guard try await core.isAlone(approval.principal) else {
            throw NotesError(.approvalRefused, at: "practice")
        }
        try await core.inTime {
            guard
                try await !core.declared().all.contains(where: {
                    $0.kind == .soloPractice && $0.at == request.at
                })
            else { throw NotesError(.approvalRefused, at: "request") }
            _ = try await core.declare(request, on: .solo(approval, .soleProvider), as: role)
            try await core.loadDeclarations()
        }
        // Whoever joined while it was declared did not see it; who joins from now on ends it.
        guard try await core.isAlone(approval.principal) else {
            do {
                try await endSolo()
            } catch  where error.code == .notSolo {
                // Whoever joined has ended it.
            }
            throw NotesError(.approvalRefused, at: "practice")
        }
    }
}
