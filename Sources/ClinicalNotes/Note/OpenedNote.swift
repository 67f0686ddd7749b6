public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// A note as one reader may see it: the fields that the decision listed, with the obligations that travel along.
///
/// ```swift
/// let note = try await desk.read(intake)
/// let mood = note[\IntakeForm.mood]
/// let form = try note.content(as: IntakeForm.self)
/// ```
public struct OpenedNote: Sendable {
    /// Which note it is.
    public let id: NoteID
    /// Which revision was opened.
    public let revision: UInt64
    /// What kind of note it is.
    public let kind: NoteKind
    /// Where the note is in its life; show it where an obligation says so.
    public let status: NoteStatus
    /// What was wrong with it, if it was entered in error and somebody said so by a code.
    public let entryError: EntryError?
    /// The compartment it is kept in.
    public let compartment: Compartment
    /// Who wrote it.
    public let originators: [PrincipalID]
    /// What vouches for it that they did.
    public let vouching: Vouching
    /// By whose word originators are so beside those who wrote it here and signed it: their own, or that of who vouched for them.
    public let confirmedAuthors: [AuthorshipClaim]
    /// Who is said to have written it and is no originator yet: no second person says so.
    public let claimedAuthors: [PrincipalID]
    /// Who it is about, as far as the reader may know.
    public let subjects: [PatientID]
    /// The time span that the note describes.
    public let period: Range<Instant>
    /// How it stands to another note that the reader may know of.
    public let relation: NoteRelation?
    /// The parts that were opened, or of which a single field was.
    public let parts: [NotePart]
    /// The template that the fields follow, if this vault knows it.
    public let template: RegisteredTemplate?
    /// What the reader owes: notices to pass on, limits to keep, the status to show.
    public let obligations: [Obligation]
    /// What the patient, or who stands in the patient's place, is told of a part that is held back, and of a review; `nil` where
    /// none is.
    public let heldBack: Reason?
    /// The rules that the reading rests on.
    public let rules: [RuleID]
    /// The law that the reading rests on.
    public let citations: [Citation]
    /// Copies of the consents that a disclosure under 42 CFR part 2 rests on, which must go with it, 2.32(b).
    public let consents: [Part2Consent]
    /// What one person alone declared of the practice's records, such as that they were restored from a backup.
    public let declarations: [RecoveryDeclaration]
    /// What is attached to the note, in the order in which it came; nothing where only parts or fields of the note were opened.
    public let attachments: [AttachmentID]
    /// Where it comes from: who wrote and signed it and when, what its source calls it and says of it.
    public let provenance: NoteProvenance
    /// The opened fields.
    public let fields: [FieldAddress: SensitiveBytes]
    /// What the decision rests on.
    let admission: Admission

    /// The content of one part in its own type; a field that was not opened is `nil`.
    ///
    /// - Parameters:
    ///   - type: The content's type, whose template the note follows.
    ///   - part: Which part; the one for everyone unless told otherwise.
    /// - Returns: The content.
    /// - Throws: ``NotesError`` with `templateUnknown` for another template, `invalidInput` for bytes that its fields do not read.
    public func content<Content: NoteContent>(
        as type: Content.Type,
        part: NotePart = .everyone
    ) throws(NotesError) -> Content {
        guard let template, template.template == type.template else {
            throw NotesError(.templateUnknown, at: "type")
        }
        do throws(ModelError) {
            return try FieldCoder.content(type, from: fields(of: part))
        } catch {
            throw NotesError(error)
        }
    }

    /// One field of the part for everyone, or `nil` if it is empty or was not opened for this reader.
    public subscript<Content: NoteContent, Value>(path: KeyPath<Content, Value?>) -> Value? {
        (try? content(as: Content.self)).flatMap { $0[keyPath: path] }
    }

    /// All fields of a part, by number.
    public func fields(of part: NotePart) -> [UInt32: SensitiveBytes] {
        Dictionary(
            uniqueKeysWithValues: fields.filter { $0.key.part == part.id }.map { ($0.key.field, $0.value) }
        )
    }

    /// All words of the note in the order of parts and fields; the visible escape.
    public func copyText() -> String {
        fields.sorted { $0.key < $1.key }
            .map { String(decoding: $0.value.copyBytes(), as: UTF8.self) }
            .joined(separator: "\n\n")
    }
}
