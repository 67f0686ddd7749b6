internal import ClinicalNotesModel

/// Puts the attachments of a note together to what it says.
struct ContentReader {
    let limits: ImportLimits
    /// What holds the attachments, for errors that are none of one of them.
    let path: String

    /// Reads the attachments whose bytes are here.
    ///
    /// - Throws: `emptyText` if all of them are there and none has words or an original to keep, and what ``PartReader``
    ///   finds wrong with one of them.
    func content(of parts: [AttachmentPart]) throws(FHIRError) -> ImportedContent {
        var readings: [PartReader.Reading] = []
        var content = ImportedContent()
        for part in parts {
            if let bytes = part.bytes {
                readings.append(try PartReader(limits: limits).read(part, bytes))
            } else {
                content.pending = parts
            }
        }
        let format = readings.filter { !$0.sections.isEmpty }.compactMap(\.format).min()
        let chosen = readings.filter { $0.format == format && !$0.sections.isEmpty }
        content.wasMarkup = format.map { $0 != .plain } ?? false
        content.otherFormats = parts.count - chosen.count
        for reading in chosen { add(reading, to: &content, isOneOfSeveral: chosen.count > 1) }
        let letters = readings.count > chosen.count ? Set(chosen.map(\.letters)) : []
        for reading in readings {
            content.fallbacks.formUnion(reading.fallbacks)
            let isChosen = reading.format == format && !reading.sections.isEmpty
            // A page that says what the plain text says is left out.
            let saysMore = !isChosen && !reading.sections.isEmpty && !letters.contains(reading.letters)
            if reading.keepsOriginal || saysMore, let bytes = reading.part.bytes, bytes.count > 0 {
                content.attachments.append(
                    ImportedAttachment(
                        name: reading.part.title.map { ClinicalText($0) },
                        // One that is none is told by the first bytes, and not kept.
                        mediaType: reading.part.mediaType.flatMap { _ in reading.part.mediaTypeText }
                            ?? "application/octet-stream",
                        bytes: bytes
                    )
                )
            }
        }
        if content.sections.isEmpty && content.pending.isEmpty {
            guard !content.attachments.isEmpty else { throw FHIRError(.emptyText, path: errorPath(parts)) }
            content.fallbacks.insert(.notReadable)
        }
        return content
    }

    private func add(
        _ reading: PartReader.Reading,
        to content: inout ImportedContent,
        isOneOfSeveral: Bool
    ) {
        let isRepetition =
            isOneOfSeveral
            && content.sections.contains { earlier in
                reading.sections.count == 1
                    && earlier.text.utf8.copyBytes() == reading.sections[0].text.utf8.copyBytes()
            }
        guard !isRepetition else { return }
        if reading.hasMarkedCharacters { content.hasMarkedCharacters = true }
        for section in reading.sections {
            let title = section.title ?? (isOneOfSeveral ? reading.part.title.map { ClinicalText($0) } : nil)
            content.sections.append(ImportedSection(title: title, text: section.text))
        }
    }

    private func errorPath(_ parts: [AttachmentPart]) -> String {
        parts.count == 1 ? "\(parts[0].path).data" : path
    }
}
