/// A note: its owner and its record.
///
/// The textual form is the owner's and the record's 32 hexadecimal digits with a hyphen between.
public struct NoteID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Whose chart the note belongs to.
    public let owner: OwnerID
    /// The note among that owner's records.
    public let record: RecordID

    /// Names a note.
    public init(owner: OwnerID, record: RecordID) {
        self.owner = owner
        self.record = record
    }

    /// Reads the textual form, or gives `nil`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let owner = OwnerID(hex: parts[0]), let record = RecordID(hex: parts[1])
        else { return nil }
        self.init(owner: owner, record: record)
    }

    /// The textual form.
    public var description: String { "\(owner)-\(record)" }

    /// Orders by owner, then record.
    public static func < (left: NoteID, right: NoteID) -> Bool {
        (left.owner, left.record) < (right.owner, right.record)
    }

    /// Decodes the textual form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let note = NoteID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a note identifier is owner-record"
            )
        }
        self = note
    }

    /// Encodes the textual form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
