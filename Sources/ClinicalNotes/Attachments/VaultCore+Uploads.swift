internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    /// How long an attachment that broke off can be gone on with.
    static let uploadTimeout: Duration = .seconds(7 * 86_400)
    private static let listed = 64

    /// The rows of attachments that are being written.
    func uploads(after: RecordKey? = nil) async throws(NotesError) -> [StoredRecord] {
        var rows: [StoredRecord] = []
        while true {
            let page = try await list(
                owner: tenant.owner,
                collection: .upload,
                after: rows.last?.key ?? after,
                limit: Self.listed
            )
            guard !page.isEmpty else { return rows }
            rows += page
        }
    }

    /// Removes what nobody went on with for seven days; what fails is left to the next time.
    func sweepUploads() async {
        guard let now = try? await settledNow() else { return }
        _ = try? await removeUploads(untouchedSince: now + (.zero - Self.uploadTimeout))
    }

    /// Removes unfinished attachments, each in one commit, unless somebody goes on with it meanwhile.
    func removeUploads(untouchedSince moment: Instant) async throws(NotesError) -> Int {
        let keys = try await tenantKeys()
        var removed = 0
        for row in try await uploads() {
            guard let upload = try? PendingUpload(opening: row, keys), upload.touched <= moment else {
                continue
            }
            if try await remove(upload, expecting: Expectation(row.key, at: row.revision)) { removed += 1 }
        }
        return removed
    }

    /// Removes an unfinished attachment; `false` if it does not stand as it was left.
    func remove(
        _ upload: PendingUpload,
        expecting current: Expectation
    ) async throws(NotesError) -> Bool {
        let records = records(upload.owner)
        let outcome = try await commitUncounted(
            WriteBatch(
                tenant: tenant,
                expectations: [current],
                writes: (0..<upload.count).map { .delete(records.segment(upload.first.segment($0))) }
                    + [.delete(current.key)]
            )
        )
        if case .committed = outcome { return true }
        return false
    }
}

extension NoteVault {
    /// Removes what is stored of attachments whose writing broke off, as ``checkpoint()`` does after seven days.
    ///
    /// - Parameter timeout: How long nobody must have gone on with them.
    /// - Returns: How many were removed.
    /// - Throws: ``NotesError``.
    @discardableResult
    public func removeUnfinishedAttachments(
        untouchedFor timeout: Duration = .seconds(7 * 86_400)
    ) async throws(NotesError) -> Int {
        try await core.inTime {
            try await core.removeUploads(
                untouchedSince: try await core.settledNow() + (.zero - max(timeout, .zero))
            )
        }
    }
}
