internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Confirms that this principal wrote a note of which somebody else said so: who imported it, or a co-author.
    ///
    /// Until then a co-author has no originator's rights, and an imported note is told as attested by who imported it. To sign
    /// an imported note's next revision confirms it too.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` where nobody said that this principal wrote the note, or the principal confirmed
    ///   it before, `notSolo` where who said so is the same human outside a practice of one.
    public func confirmAuthorship(of note: NoteID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await attest(
            "confirm-authorship",
            principal,
            of: note,
            idempotencyKey,
            saying: { _ in PaperFacts(benefits: .known(true), filedBySelf: .known(false)) },
            if: { $0.awaitsConfirmation(by: principal) },
            another: { [principal] in $0.saying(of: principal) },
            to: { header, _ in header.confirmAuthorship(by: principal) }
        )
    }

    /// Says who wrote a note beside its originators: this principal, or, by one of its authors, somebody else of the practice.
    ///
    /// It waits: somebody who is named confirms it, ``confirmAuthorship(of:idempotencyKey:)``; of who says so of themselves
    /// somebody else vouches, ``vouch(for:of:idempotencyKey:)``. Until then it gives no originator's rights.
    ///
    /// - Parameters:
    ///   - author: Who wrote it.
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` for a note that this principal may not read or say so of, `invalidInput` at
    ///   `author` for who is an author already, is named already or is no clinician of the practice.
    public func nameAuthor(
        _ author: PrincipalID,
        of note: NoteID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await attest(
            "name-author",
            author,
            of: note,
            idempotencyKey,
            saying: { PaperFacts(benefits: .known($0), filedBySelf: .known(true)) },
            // Nobody names an author of what they have not read.
            after: readingAction
        ) { header, isOneself in
            guard !header.originators.contains(author),
                !header.claims.contains(where: { $0.author == author })
            else { throw NotesError(.invalidInput, at: "author") }
            try await core.requireClinician(author, at: "author")
            header.claims.append(AuthorshipClaim(author: author, by: isOneself ? author : principal))
        }
    }

    /// Vouches that somebody wrote a note who says so of themselves, such as who imported their own: they are an originator then.
    ///
    /// Of a note that was written here one of its originators vouches.
    ///
    /// In a practice that declared to have one person, ``NoteVault/declareSolo(_:by:)``, she vouches for herself.
    ///
    /// - Parameters:
    ///   - author: Who says so.
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` where nobody of that name says so or this principal may not vouch, `notSolo` for
    ///   oneself where others can.
    public func vouch(
        for author: PrincipalID,
        of note: NoteID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await attest(
            "vouch",
            author,
            of: note,
            idempotencyKey,
            saying: { PaperFacts(benefits: .known($0), filedBySelf: .known($0)) },
            // Of a note that was written here its originators know who wrote it.
            if: { [principal] header in
                header.awaitsVouching(for: author)
                    && (header.isImported || header.originators.contains(principal))
            },
            another: { _ in [author] },
            to: { header, _ in header.confirmAuthorship(AuthorshipClaim(author: author, by: principal)) }
        )
    }

    /// Takes back that somebody wrote a note: who is named declines it, and who named them withdraws it, as long as nobody
    /// confirmed it or vouched for it.
    ///
    /// - Parameters:
    ///   - author: Who was named.
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` where nobody is named whom this principal could take back.
    public func withdrawAuthor(
        _ author: PrincipalID,
        of note: NoteID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        let isTheirs = { (claim: AuthorshipClaim) in
            claim.author == author && [claim.author, claim.by].contains(principal)
        }
        try await attest(
            "withdraw-author",
            author,
            of: note,
            idempotencyKey,
            // What keeps somebody from being an author is decided as what makes them one, by either of the two.
            saying: { PaperFacts(benefits: .known($0), filedBySelf: .known(!$0)) },
            if: { $0.claims.contains(where: isTheirs) },
            to: { header, _ in header.claims.removeAll(where: isTheirs) }
        )
    }

    /// Changes who is said to have written a note, and by whom.
    private func attest(
        _ name: String,
        _ author: PrincipalID,
        of note: NoteID,
        _ idempotencyKey: IdempotencyKey,
        saying paper: (_ isOneself: Bool) -> PaperFacts,
        if isConcerned: (NoteHeader) -> Bool = { _ in true },
        after reading: NoteAction? = nil,
        another: (NoteHeader) -> Set<PrincipalID> = { _ in [] },
        to change: (_ header: inout NoteHeader, _ isOneself: Bool) async throws -> Void
    ) async throws(NotesError) {
        let request = WriteRequest(principal, idempotencyKey, name) {
            $0.noteID(note)
            $0.identifier(author)
        }
        _ = try await core.write(request, by: self) { transaction in
            let session = pinned()
            let now = transaction.now
            let isOneself = try await !core.selves(of: principal, among: [author]).isEmpty
            var seen: LoadedNote?
            if let reading { seen = try await session.requireForChange(reading, note, at: now).note }
            let (loaded, decision) = try await session.requireForChange(
                .attest,
                note,
                with: paper(isOneself),
                at: now,
                if: isConcerned
            )
            if let seen { transaction.expect(seen.view.guardExpectation) }
            // Whoever said so before is another human.
            if try await !core.selves(of: principal, among: another(loaded.header)).isEmpty {
                try await core.requireSolo(of: principal, in: &transaction)
            }
            var header = loaded.header
            try await change(&header, isOneself)
            transaction.edit(loaded.view)
            if header.subjects.count > 1 {
                try await core.remember(Set(header.originators), of: header.subjects, in: &transaction)
            }
            try transaction.change(note.owner) { [header] (editor) throws(CryptoError) in
                try editor.store(header, as: note.record)
                editor.raisesEpoch = true
            }
            transaction.expect(session.state.current.guardExpectation)
            transaction.record(
                session.entry(.decision, .attest, on: .note(loaded), decision: decision, at: now)
            )
            return []
        }
    }
}
