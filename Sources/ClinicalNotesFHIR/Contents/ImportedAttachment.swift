package import ClinicalNotesModel

/// The original bytes of an imported note, or of a part of it, that are kept beside its words.
package struct ImportedAttachment: Sendable {
    /// What the input calls it, or else the note that it is of, if anything.
    package internal(set) var name: ClinicalText?
    /// The media type, as the input says; `application/octet-stream` if it does not.
    package let mediaType: String
    /// The bytes; size and hash were checked where the input gives them.
    package let bytes: SensitiveBytes
}
