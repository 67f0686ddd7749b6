internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

// What is asked, as bytes that tell a repeat from another request. The store keeps a keyed hash of them beside the
// receipt, and whoever holds the practice's keys could confirm a guess of short words with it. So what is written in
// granted custody goes in as a hash under the author's own key.

extension ClinicalText {
    /// Adds the words to a request's digest.
    func describe(into writer: inout ByteWriter) { writer.counted(utf8.copyBytes()) }
}

extension NoteSession {
    /// The bytes of new content.
    func described(_ content: NewContent) throws(VaultError) -> [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        content.describe(into: &writer)
        return try blinded(writer.bytes, in: content.compartment)
    }

    /// The bytes of content that replaces other content, whoever its subjects are.
    func described<Content: NoteContent>(
        _ content: Content,
        _ individual: [PatientID: Content]
    ) throws -> [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        try NewContent([(part: .everyone, content: content)]).describe(into: &writer)
        for (patient, content) in individual.sorted(by: { $0.key < $1.key }) {
            writer.identifier(patient)
            try NewContent([(part: .everyone, content: content)]).describe(into: &writer)
        }
        return try blinded(writer.bytes, in: Content.compartment)
    }

    private func blinded(_ bytes: [UInt8], in compartment: Compartment) throws(VaultError) -> [UInt8] {
        guard compartment.custody == .granted else { return bytes }
        guard let keyring = state.keyring, let blinded = try? keyring.blind(bytes) else {
            throw VaultError(.keyringRequired, at: "unlocking")
        }
        return blinded.bytes
    }
}
