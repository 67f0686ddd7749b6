internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// The content that a note gets: its fields, by part and number.
struct NewContent: Sendable {
    let template: Template
    let compartment: Compartment
    let parts: [NotePart]
    let fields: [FieldAddress: SensitiveBytes]

    init(
        template: Template,
        compartment: Compartment,
        parts: [NotePart],
        fields: [FieldAddress: SensitiveBytes]
    ) {
        self.template = template
        self.compartment = compartment
        self.parts = parts
        self.fields = fields
    }

    /// Content that is for everyone, or for everyone and for single subjects.
    init<Content: NoteContent>(_ contents: [(part: NotePart, content: Content)]) throws(NotesError) {
        var fields: [FieldAddress: SensitiveBytes] = [:]
        do throws(ModelError) {
            for (part, content) in contents {
                for (number, bytes) in try FieldCoder.fields(of: content) {
                    fields[FieldAddress(part: part.id, field: number)] = bytes
                }
            }
        } catch {
            throw NotesError(error)
        }
        self.init(
            template: Content.template,
            compartment: Content.compartment,
            parts: contents.map(\.part),
            fields: fields
        )
        try checkSize()
    }

    /// Each part is within the limit; the note is all of them.
    func checkSize() throws(NotesError) {
        guard fields.values.reduce(0, { $0 + $1.count }) <= FieldCoder.maximumNoteBytes else {
            throw NotesError(ModelError(.noteTooLarge))
        }
    }

    /// Whether it says nothing: no field, or white space alone.
    var isBlank: Bool { fields.values.allSatisfy(\.isBlank) }

    /// A digest of what is to be written, for telling a repeat from another request.
    func describe(into writer: inout ByteWriter) {
        writer.text(template.name)
        writer.integer(template.version)
        writer.list(parts) { $1.encode(into: &$0) }
        for (address, bytes) in fields.sorted(by: { $0.key < $1.key }) {
            writer.integer(address.part)
            writer.integer(address.field)
            writer.lend(bytes)
        }
    }

    /// The fields in the order they are sealed in.
    var fieldContents: [FieldContent] {
        fields.sorted { $0.key < $1.key }
            .map { FieldContent(part: $0.key.part, field: $0.key.field, bytes: $0.value) }
    }
}

extension SensitiveBytes {
    /// Whether they are a text of white space alone, or none.
    fileprivate var isBlank: Bool {
        withUTF8 { text in
            var scalars = text.makeUnicodeScalarIterator()
            while let scalar = scalars.next() {
                guard scalar.properties.isWhitespace else { return false }
            }
            return true
        } ?? false
    }
}
