internal import ClinicalNotesModel

/// Notes that are imported together, with what the host fetched for them.
struct ImportBatch: Sendable {
    /// The notes that have something to keep.
    private(set) var notes: [ImportedNote] = []
    /// Why others have not, by their index.
    private(set) var refusals: [Int: FHIRError] = [:]

    /// Fetches what the host can fetch.
    init(_ notes: [ImportedNote], importer: FHIRImporter, limits: ImportLimits) async {
        for note in notes {
            do throws(FHIRError) {
                self.notes.append(try await Self.complete(note, importer, limits))
            } catch {
                refusals[note.index] = error
            }
        }
    }

    private static func complete(
        _ note: ImportedNote,
        _ importer: FHIRImporter,
        _ limits: ImportLimits
    ) async throws(FHIRError) -> ImportedNote {
        guard !note.content.addresses.isEmpty else { return note }
        var note = note
        if let fetch = importer.fetch {
            note.content = try await note.content.fetched(by: fetch, limits: limits)
        } else {
            note.content.fallbacks.insert(.notFetched)
        }
        note.content.takeNarrative()
        note.fallbacks.formUnion(note.content.fallbacks)
        let isEmpty = note.content.sections.isEmpty && note.content.attachments.isEmpty
        guard !isEmpty || note.status == .enteredInError else {
            let missing = note.content.pending.first { $0.address != nil }
            throw FHIRError(.externalContent, path: missing.map { "\($0.path).url" })
        }
        return note
    }
}
