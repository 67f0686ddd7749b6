public import ClinicalNotesModel

/// What the host says of a note in words of its own, which house rules may ask for.
///
/// Sealed with what decides about the note, and no part of its content.
public struct NoteLabels: Hashable, Sendable {
    /// The labels.
    public var words: Set<HostWord>
    /// The unit of the host's that the note belongs to, if to one.
    public var unit: HostWord?

    /// How many labels a note takes.
    public static let most = 32

    /// No words.
    public static let none = NoteLabels()

    /// Says something of a note.
    ///
    /// - Parameters:
    ///   - words: The labels.
    ///   - unit: The unit that the note belongs to.
    public init(_ words: Set<HostWord> = [], unit: HostWord? = nil) {
        self.words = words
        self.unit = unit
    }

    /// Whether they can be kept.
    var isWellFormed: Bool {
        words.count <= Self.most && words.allSatisfy(\.isWellFormed) && unit?.isWellFormed ?? true
    }
}

extension NoteLabels {
    func encode(into writer: inout ByteWriter) {
        writer.hostWords(words)
        writer.optional(unit) { $0.text($1.description) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        words = try reader.hostWords()
        unit = try reader.optional { reader throws(MalformedBytes) in HostWord(try reader.text()) }
    }
}
