public import ClinicalNotes
internal import ClinicalNotesModel

extension FHIRImporter {
    /// Imports inputs that are read as they arrive, in any order, together.
    ///
    /// For inputs of any size: what is held at once does not grow with them but for some bytes an entry. Each input is opened
    /// several times: first every entry is checked and who is who is found out, and nothing is written if an input is
    /// unusable as a whole; then people are put on record, then notes, those first to which others refer. Notes are written
    /// in batches, each one commit for each patient whom it is about.
    ///
    /// If the task is cancelled or killed in between, or the vault stops answering, everything that was committed is there: a
    /// repeat writes what is missing and nothing twice.
    ///
    /// - Parameters:
    ///   - sources: The inputs.
    ///   - session: A session of verified staff of the practice, with their own keys: they sign for the import.
    ///   - limits: How much is taken of each input.
    ///   - asked: Resources that are read as notes only because they are asked for.
    ///   - dryRun: Whether to check everything and write nothing.
    ///   - progress: Told how far the import is, many times.
    ///   - report: Told what became of each entry, once; not in the inputs' order.
    /// - Returns: How many entries came to what.
    /// - Throws: ``FHIRError`` if an input cannot be used as a whole, `inputChanged` if it was another one when it was opened
    ///   again; `NotesError` as ``run(_:into:dryRun:)``; `CancellationError`; and whatever a source throws.
    @discardableResult
    public func run(
        _ sources: [FHIRSource],
        into session: NoteSession,
        limits: ImportLimits = .streamed,
        asking asked: Set<AskedNotes> = [],
        dryRun: Bool = false,
        progress: @escaping @Sendable (FHIRImportProgress) -> Void = { _ in },
        report: @escaping @Sendable (FHIRImportReport.Entry) -> Void = { _ in }
    ) async throws -> FHIRImportTally {
        var run = StreamedImport(
            sources,
            importer: self,
            session: session,
            limits: limits,
            asked: Set(asked.map(\.type)),
            isDryRun: dryRun,
            progress: progress,
            report: report
        )
        return try await run.run()
    }
}
