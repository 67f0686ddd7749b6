package import ClinicalNotesModel

/// What a note of the input says: its words, and the originals that are kept beside them.
///
/// R4 lets a note have several attachments only if they are the same note in other formats. Plain text is taken before
/// HTML, C-CDA and RTF. Several attachments of the format that is taken are sections of the note, unless they say the same.
/// Of the others, HTML that says what the words say is left out; everything else, and every original whose words
/// could not be read in full, is kept as it is.
package struct ImportedContent: Sendable {
    /// The words, in the input's order; none if nothing but ``attachments`` or ``addresses`` is there.
    package internal(set) var sections: [ImportedSection] = []
    /// The originals that are kept.
    package internal(set) var attachments: [ImportedAttachment] = []
    /// Whether the words were reduced from markup.
    package internal(set) var wasMarkup = false
    /// How many attachments are not among the sections.
    package internal(set) var otherFormats = 0
    /// Whether the words hold control or bidirectional override characters, which are kept as they are.
    package internal(set) var hasMarkedCharacters = false
    /// What was taken in place of something that the attachments do not say.
    package internal(set) var fallbacks: Set<ImportFallback> = []
    /// Where the rest of the note is, if the input gives nothing but an address.
    package var addresses: [String] { pending.compactMap(\.address) }

    /// The attachments, as long as one of them is at an address only.
    var pending: [AttachmentPart] = []

    /// What the resource says of itself, for a note of which nothing else can be read.
    var narrative: Narrative?

    /// What a resource says of itself, with the original where it is cut.
    struct Narrative: Sendable {
        let section: ImportedSection
        var originals: [ImportedAttachment] = []
        var fallbacks: Set<ImportFallback> = []
    }

    /// Takes what the resource says of itself, if nothing else is there.
    mutating func takeNarrative() {
        guard sections.isEmpty, attachments.isEmpty, let narrative else { return }
        add(narrative.section)
        attachments += narrative.originals
        fallbacks.formUnion(narrative.fallbacks.union([.narrativeTaken]))
    }

    /// All words, with the headings between them.
    package var text: ClinicalText {
        guard sections.count != 1 || sections[0].title != nil else { return sections[0].text }
        var bytes: [UInt8] = []
        for section in sections {
            if !bytes.isEmpty { bytes += [0x0A, 0x0A] }
            if let title = section.title { bytes += title.utf8.copyBytes() + [0x0A] }
            bytes += section.text.utf8.copyBytes()
        }
        return ClinicalText(utf8: SensitiveBytes(bytes)) ?? ClinicalText("")
    }
}
