internal import ClinicalNotes

/// What the files of a closed practice, or its database, show to whoever has them.
struct StoreExamination {
    /// How many sentences and names stand readable in them.
    let canariesFound: Int
    /// How many of the same are found in the words themselves: all of them, or the search proves nothing.
    let canariesFoundInWords: Int
    /// How many were sought.
    let canariesSought: Int
    let verification: Verification
    let bits: FlippedBits

    init(of files: PracticeFiles, tenant: TenantID, seeking canaries: Canaries) async throws {
        canariesSought = canaries.sought.count
        canariesFoundInWords = canaries.found(in: Array(canaries.sought.joined()))
        let stored = files.database == nil ? [] : try await files.values(of: tenant)
        canariesFound =
            try files.present.reduce(0) { $0 + canaries.found(in: try PracticeFiles.bytes(of: $1)) }
            + canaries.found(in: stored.flatMap(\.value.joined))
        verification = try await Verification(of: files)
        bits = try await FlippedBits(in: files, of: tenant)
    }
}
