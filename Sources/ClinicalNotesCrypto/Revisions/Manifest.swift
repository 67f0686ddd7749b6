package import ClinicalNotesModel

/// What a revision consists of, who wrote it and what it follows.
package struct Manifest: Hashable, Sendable {
    /// Where the revision belongs; part and field are zero.
    package let place: Address
    /// The manifest hash of the revision before, or `nil` for the first.
    package let previous: Digest?
    /// Who wrote it.
    package let author: PrincipalID
    /// The author's signing key, or `nil` for drafts and what an importer signed.
    package let authorKey: KeyID?
    /// When it was signed, or for a draft written.
    package let signedAt: Instant
    /// The template's name.
    package let template: String
    /// The template's version.
    package let templateVersion: UInt32
    /// The fields, by part and field.
    package let fields: [ManifestField]
    /// BLAKE2b keyed by a subkey of the note key: nobody signs anew what they cannot read.
    let knowledge: Digest
    /// BLAKE2b-256 of all of the above: what is signed and what the owner's log holds.
    package let hash: Digest
    /// The signature; `nil` for a draft.
    package internal(set) var signature: ManifestSignature?

    static let version: UInt16 = 1

    /// The bytes that the knowledge tag covers.
    static func body(
        _ content: RevisionContent,
        authorKey: KeyID?,
        fields: [ManifestField]
    ) -> [UInt8] {
        var writer = ByteWriter(capacity: 320 + 48 * fields.count)
        writer.integer(version)
        content.place.at(part: 0, field: 0).encode(into: &writer)
        (content.previous ?? .zero).encode(into: &writer)
        writer.identifier(content.author)
        writer.identifier(authorKey ?? KeyID(.zero))
        writer.instant(content.signedAt)
        writer.text(content.template)
        writer.integer(content.templateVersion)
        writer.list(fields) { $1.encode(into: &$0) }
        return writer.bytes
    }

    static func knowledge(of body: some Collection<UInt8>, noteKey: borrowing SecretKey) -> Digest {
        noteKey.withBytes { key in
            body.lend { body in
                Digest(
                    words: Sodium.blake2b(
                        pieces: { $0(body) },
                        subkeyOf: key,
                        id: 1,
                        context: "cnknowlg",
                        personal: "cnotes.knowledg1"
                    )
                )
            }
        }
    }

    static func hash(ofHashed bytes: some Collection<UInt8>) -> Digest {
        Digest.of(bytes, personal: "cnotes.manifest1")
    }

    /// Reads a manifest's plaintext.
    ///
    /// - Returns: The manifest, and how many bytes the knowledge tag covers.
    static func decode(_ bytes: [UInt8]) throws(MalformedBytes) -> (Manifest, Int) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt16.self) == version else { throw MalformedBytes() }
        let place = try Address(from: &reader)
        let previous = try Digest(from: &reader)
        let author: PrincipalID = try reader.identifier()
        let authorKey: KeyID = try reader.identifier()
        let signedAt = try reader.instant()
        let template = try reader.text()
        let templateVersion: UInt32 = try reader.integer()
        let fields = try reader.list { (reader) throws(MalformedBytes) in try ManifestField(from: &reader) }
        let covered = bytes.count - reader.remaining
        let knowledge = try Digest(from: &reader)
        let hashed = bytes.count - reader.remaining
        let signature = try ManifestSignature.decode(from: &reader)
        try reader.finish()
        let manifest = Manifest(
            place: place,
            previous: previous == .zero ? nil : previous,
            author: author,
            authorKey: authorKey.bytes == .zero ? nil : authorKey,
            signedAt: signedAt,
            template: template,
            templateVersion: templateVersion,
            fields: fields,
            knowledge: knowledge,
            hash: hash(ofHashed: bytes[..<hashed]),
            signature: signature
        )
        return (manifest, covered)
    }
}
