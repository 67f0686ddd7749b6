public import ClinicalNotesModel

/// A file of any size that belongs to a note: a scan, a recording, what another system wrote.
///
/// It is decided on, granted and recorded as its note.
public struct Attachment: Sendable, Identifiable {
    /// Names it.
    public let id: AttachmentID
    /// What the file is called, if anything.
    public let name: ClinicalText?
    /// The media type, as who attached it said.
    public let mediaType: String
    /// How many bytes it has.
    public let size: UInt64
    /// Who attached it.
    public let attachedBy: PrincipalID
    /// When.
    public let attachedAt: Instant
    /// Whether who attached it signed it with their own key.
    public let isSigned: Bool
}

extension Attachment: DescribedByType {}
