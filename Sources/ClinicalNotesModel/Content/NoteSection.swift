/// A stretch of a note's words under a heading, kept as one field.
public struct NoteSection: Sendable {
    /// The heading, on one line; `nil` if there is none.
    public let title: ClinicalText?
    /// The words.
    public let text: ClinicalText

    /// Puts words under a heading.
    ///
    /// - Parameters:
    ///   - title: The heading; its line breaks become spaces, and a blank one is none.
    ///   - text: The words.
    public init(title: (any ClinicalWords)? = nil, text: any ClinicalWords) {
        let line = title.map { title in
            title.clinicalText.utf8.mapped { Self.breaks.contains($0) ? Self.space : $0 }
        }
        let isBlank = line?.firstIndex { $0 != Self.space && $0 != Self.tab } == nil
        self.title = isBlank ? nil : line.flatMap(ClinicalText.init(utf8:))
        self.text = text.clinicalText
    }

    private static let space = UInt8(ascii: " ")
    private static let tab = UInt8(ascii: "\t")
    private static let newline = UInt8(ascii: "\n")
    private static let breaks = [newline, UInt8(ascii: "\r")]
}

extension NoteSection: PsychotherapyFieldValue, NeutralValue {
    /// The therapist's own words.
    public static var neutralForm: NeutralForm<NoteSection> { NeutralForm() }
    /// UTF-8, nothing else.
    public static var fieldForm: FieldForm { .text }

    /// The heading's line, which is empty without one, and the words below it.
    public func fieldBytes() throws(ModelError) -> SensitiveBytes {
        SensitiveBytes(joining: [title?.utf8, SensitiveBytes([Self.newline]), text.utf8].compactMap { $0 })
    }

    /// Takes a heading's line and the words below it.
    public init(fieldBytes: SensitiveBytes) throws(ModelError) {
        guard let end = fieldBytes.firstIndex(where: { $0 == Self.newline }),
            let title = ClinicalText(utf8: SensitiveBytes(0..<end, of: fieldBytes)),
            let text = ClinicalText(utf8: SensitiveBytes((end + 1)..<fieldBytes.count, of: fieldBytes))
        else { throw ModelError(.malformedField) }
        self.init(title: end == 0 ? nil : title, text: text)
    }
}

extension NoteSection: CustomStringConvertible {
    /// A fixed word; never the content.
    public var description: String { "NoteSection" }
}
