internal import ClinicalNotesModel

extension ImportedContent {
    /// The content with the parts that are at an address only.
    ///
    /// - Parameters:
    ///   - fetch: Gives the bytes at an address.
    ///   - limits: How much is taken.
    /// - Returns: The content; what could not be fetched stays at its address, and is among `fallbacks`.
    /// - Throws: ``FHIRError`` if what was fetched is not what the input says.
    func fetched(
        by fetch: FHIRImporter.Fetch,
        limits: ImportLimits
    ) async throws(FHIRError) -> ImportedContent {
        var parts = pending
        var isMissing = false
        for place in parts.indices {
            guard let address = parts[place].address else { continue }
            do {
                parts[place].bytes = try await fetch(address)
                parts[place].address = nil
            } catch {
                isMissing = true
            }
        }
        // The list that all of them stand in, such as `DocumentReference.content`.
        let path = parts.first.map { String($0.path.prefix { $0 != "[" }) } ?? ""
        var content = try ContentReader(limits: limits, path: path).content(of: parts)
        content.narrative = narrative
        if isMissing { content.fallbacks.insert(.notFetched) }
        return content
    }
}
