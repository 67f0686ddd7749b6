internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

// What is asked, as bytes that tell a repeat from another request. The store keeps a keyed hash of them beside the
// receipt, and whoever holds the practice's keys could confirm a guess of short words with it. So what is written in
// granted custody goes in as a hash under the author's own key.

extension ClinicalText {
    /// Adds the words to a request's digest.
    func describe(into writer: inout ByteWriter) { writer.lend(utf8) }
}

extension NoteSession {
    /// New content.
    func described(_ content: NewContent) throws(NotesError) -> ByteWriter {
        var writer = ByteWriter()
        content.describe(into: &writer)
        return try blinded(writer, in: content.compartment)
    }

    /// Content that replaces other content, whoever its subjects are.
    func described<Content: NoteContent>(
        _ content: Content,
        _ individual: [PatientID: Content]
    ) throws(NotesError) -> ByteWriter {
        var writer = ByteWriter()
        try NewContent([(part: .everyone, content: content)]).describe(into: &writer)
        for (patient, content) in individual.sorted(by: { $0.key < $1.key }) {
            writer.identifier(patient)
            try NewContent([(part: .everyone, content: content)]).describe(into: &writer)
        }
        return try blinded(writer, in: Content.compartment)
    }

    private func blinded(
        _ content: ByteWriter,
        in compartment: Compartment
    ) throws(NotesError) -> ByteWriter {
        compartment.custody == .granted ? try blinded(content) : content
    }

    /// A hash under the principal's own key.
    func blinded(_ content: ByteWriter) throws(NotesError) -> ByteWriter {
        guard let keyring = state.keyring, let blinded = try? keyring.blind(content) else {
            throw NotesError(.keyringRequired, at: "unlocking")
        }
        var writer = ByteWriter(capacity: 16)
        writer.bytes16(blinded)
        return writer
    }
}
