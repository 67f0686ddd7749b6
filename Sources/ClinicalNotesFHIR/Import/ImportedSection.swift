public import ClinicalNotesModel

/// A stretch of an imported note's words under one heading.
public struct ImportedSection: Sendable {
    /// The heading; of a section inside others, theirs before its own.
    public let title: ClinicalText?
    /// The words, in UTF-8 without markup.
    public let text: ClinicalText
    /// Whether the words only say that there are none.
    var isWordless = false
}
