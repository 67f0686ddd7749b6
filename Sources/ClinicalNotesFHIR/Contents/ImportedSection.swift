package import ClinicalNotesModel

/// A stretch of an imported note's words under one heading.
package struct ImportedSection: Sendable {
    /// The heading; of a section inside others, theirs before its own.
    package let title: ClinicalText?
    /// The words, in UTF-8 without markup.
    package let text: ClinicalText
    /// Whether the words only say that there are none.
    var isWordless = false
}
