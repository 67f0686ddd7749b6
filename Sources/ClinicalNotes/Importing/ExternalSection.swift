package import ClinicalNotesModel

/// A stretch of a note's words under one heading.
package struct ExternalSection: Sendable {
    /// The heading, if it has one.
    package var title: ClinicalText?
    /// The words.
    package var text: ClinicalText

    /// Describes a section.
    ///
    /// - Parameters:
    ///   - title: The heading, if it has one.
    ///   - text: The words.
    package init(title: ClinicalText? = nil, text: ClinicalText) {
        self.title = title
        self.text = text
    }
}
