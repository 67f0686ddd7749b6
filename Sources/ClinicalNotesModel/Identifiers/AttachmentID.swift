/// An attachment: its note, and its own record.
///
/// The textual form is that of the note and the record's 32 hexadecimal digits with a hyphen between.
public struct AttachmentID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The note that it belongs to.
    public let note: NoteID
    /// The attachment among the records of the note's owner.
    public let record: RecordID

    /// Names an attachment.
    package init(note: NoteID, record: RecordID) {
        self.note = note
        self.record = record
    }

    /// Reads the textual form, or gives `nil`.
    public init?(_ text: some StringProtocol) {
        guard let hyphen = text.lastIndex(of: "-"), let note = NoteID(text[..<hyphen]),
            let record = RecordID(hex: text[text.index(after: hyphen)...])
        else { return nil }
        self.init(note: note, record: record)
    }

    /// The textual form.
    public var description: String { "\(note)-\(record)" }

    /// Orders by note, then record.
    public static func < (left: AttachmentID, right: AttachmentID) -> Bool {
        (left.note, left.record) < (right.note, right.record)
    }

    /// Decodes the textual form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let attachment = AttachmentID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "an attachment identifier is owner-record-record"
            )
        }
        self = attachment
    }

    /// Encodes the textual form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
