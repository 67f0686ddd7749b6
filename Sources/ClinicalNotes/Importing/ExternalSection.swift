public import ClinicalNotesModel

/// A stretch of a note's words under one heading.
public struct ExternalSection: Sendable {
    /// The heading, if it has one.
    public var title: ClinicalText?
    /// The words.
    public var text: ClinicalText

    /// Describes a section.
    ///
    /// - Parameters:
    ///   - title: The heading, if it has one.
    ///   - text: The words.
    public init(title: ClinicalText? = nil, text: ClinicalText) {
        self.title = title
        self.text = text
    }
}
