internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreVerifier {
    /// A row that tells how far an attachment is must open; then its segments are pending, and no finding.
    mutating func takeUpload(_ row: StoredRecord) {
        do throws(CryptoError) {
            uploads[row.key] = try PendingUpload(opening: row, keys).owner
        } catch {
            findings.add(.altered, row.key)
        }
    }

    /// Judges the segments of an owner that belong to no filed attachment, and the rows that say so: they are pending together,
    /// or somebody planted one of them.
    ///
    /// - Returns: `false` if the owner has changed since it was looked at, and must be looked at anew.
    func judgeUploads(_ verifier: inout OwnerVerifier, of owner: OwnerID) async throws(NotesError) -> Bool {
        guard verifier.trusted != nil, !verifier.loose.isEmpty || uploads.values.contains(owner) else {
            return true
        }
        // Listed after the segments: what is missing here was filed, which made a head, or removed, or never there.
        var pending: [RecordID: UInt32] = [:]
        for row in try await core.uploads() {
            guard let upload = try? PendingUpload(opening: row, keys), upload.owner == owner else { continue }
            pending[upload.first] = upload.count
            let isStale = verifier.runs[upload.first] != nil
            if isStale {
                verifier.findings.add(.unfiled, row.key)
            } else if let missing = try await missing(of: upload, verifier), try await core.stands(row) {
                verifier.findings.add(.missing, missing)
            }
        }
        let records = core.records(owner)
        var strays: [RecordKey] = []
        for (first, numbers) in verifier.loose.sorted(by: { $0.key < $1.key }) {
            for number in numbers where number >= pending[first] ?? 0 {
                let key = records.segment(first.segment(number))
                if try await core.fetch([key])[0] != nil { strays.append(key) }
            }
        }
        guard !strays.isEmpty else { return true }
        guard try await core.fetch([records.head])[0]?.revision == verifier.trusted?.head.number else {
            return false
        }
        for key in strays { verifier.findings.add(.unfiled, key) }
        return true
    }

    /// The first segment that an upload says to be written and that is not there, or was not when the owner was looked at and
    /// is not yet.
    private func missing(
        of upload: PendingUpload,
        _ verifier: OwnerVerifier
    ) async throws(NotesError) -> RecordKey? {
        let seen = Set(verifier.loose[upload.first] ?? [])
        for number in 0..<upload.count where !seen.contains(number) {
            let key = core.records(upload.owner).segment(upload.first.segment(number))
            if try await core.fetch([key])[0] == nil { return key }
        }
        return nil
    }

    /// What is being written is written of somebody's.
    mutating func findUploadsOfNobody(beside owners: Set<OwnerID>) async throws(NotesError) {
        for (key, owner) in uploads.sorted(by: { $0.key < $1.key })
        where !owners.contains(owner) && logged.history.heads[owner] == nil {
            if try await core.fetch([key])[0] != nil { findings.add(.unfiled, key) }
        }
    }
}

extension VaultCore {
    /// Whether a row still stands as it was seen.
    fileprivate func stands(_ row: StoredRecord) async throws(NotesError) -> Bool {
        try await fetch([row.key])[0] == row
    }
}
