package import ClinicalNotesModel

/// Opens a stored revision: first the manifest, then single fields.
package struct RevisionReader: Sendable {
    /// What the revision consists of; authenticated by the owner's header key, by its author only after
    /// ``verifySignature(_:)``.
    package let manifest: Manifest

    private let bytes: [UInt8]
    private let firstBlob: Int
    private let covered: ArraySlice<UInt8>

    /// Opens the manifest.
    ///
    /// - Parameters:
    ///   - bytes: The stored record.
    ///   - place: Where it must belong; part and field do not count.
    ///   - headerKey: The owner's header key.
    /// - Throws: ``CryptoError`` `.malformed` before the key is touched, `.cannotOpen`.
    package init(
        opening bytes: [UInt8],
        at place: Address,
        headerKey: borrowing SecretKey
    ) throws(CryptoError) {
        guard bytes.count >= RevisionSealer.smallestRecord,
            Padding.bucket(for: bytes.count, from: RevisionSealer.smallestRecord) == bytes.count
        else { throw CryptoError(.malformed) }
        let length: UInt32 = try decoding(bytes[..<4], or: .malformed) { (reader) throws(MalformedBytes) in
            try reader.integer()
        }
        guard Int(length) <= bytes.count - 4 else { throw CryptoError(.malformed) }
        let end = 4 + Int(length)
        let place = place.at(part: 0, field: 0)
        let plain = try Envelope.open(bytes[4..<end], as: .manifest, at: place, under: headerKey)
        let decoded: (Manifest, Int)
        do throws(MalformedBytes) {
            decoded = try Manifest.decode(plain)
        } catch {
            throw CryptoError(.cannotOpen)
        }
        (manifest, covered) = (decoded.0, plain[..<decoded.1])
        self.bytes = bytes
        firstBlob = end
        guard manifest.place == place, hasExactLayout else { throw CryptoError(.cannotOpen) }
    }

    /// BLAKE2b-256 of all that is not a field's blob, to compare with what the header remembers: with the blobs' hashes in
    /// the manifest it covers every byte once.
    package var frameHash: Digest {
        let end = firstBlob + manifest.fields.reduce(0) { $0 + Int($1.length) }
        return Digest.of(bytes[..<firstBlob] + bytes[end...])
    }

    /// Whether blobs stand in order without a gap and the record has the size that they need.
    private var hasExactLayout: Bool {
        var next: UInt64 = 0
        var last: ManifestField?
        for field in manifest.fields {
            if let last, !last.stands(before: field) { return false }
            guard UInt64(field.offset) == next, field.length >= Sodium.sealOverhead else { return false }
            next += UInt64(field.length)
            last = field
        }
        guard next <= UInt64(bytes.count - firstBlob) else { return false }
        let used = firstBlob + Int(next)
        return Padding.bucket(for: used, from: RevisionSealer.smallestRecord) == bytes.count
    }

    /// Checks the signature; the caller checks that the key was the author's or an importer's at that time.
    ///
    /// - Parameter keys: The public key of a name, or `nil` if it is not known.
    /// - Throws: ``CryptoError`` `.cannotOpen` if there is no signature (a draft) or it is not valid.
    package func verifySignature(_ keys: (KeyID) -> SigningPublicKey?) throws(CryptoError) {
        guard let signature = manifest.signature, let key = keys(signature.signer),
            signature.kind == .author ? manifest.authorKey == signature.signer : manifest.authorKey == nil,
            signature.isValid(of: manifest.hash, by: key)
        else { throw CryptoError(.cannotOpen) }
    }

    /// Checks every blob against the manifest, without opening any.
    ///
    /// - Throws: ``CryptoError`` `.cannotOpen`.
    package func checkBlobs() throws(CryptoError) {
        for field in manifest.fields { try check(field) }
    }

    /// Checks that whoever wrote the manifest held the note's key.
    ///
    /// - Parameter noteKey: The note's key.
    /// - Throws: ``CryptoError`` `.cannotOpen`.
    package func verifyKnowledge(noteKey: borrowing SecretKey) throws(CryptoError) {
        let tag = Manifest.knowledge(of: covered, noteKey: noteKey)
        guard Sodium.equal(tag.words, manifest.knowledge.words) else { throw CryptoError(.cannotOpen) }
    }

    /// Opens one field straight into memory that is wiped after use.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - field: The field.
    ///   - noteKey: The note's key.
    ///   - checkingHash: `false` only if ``checkBlobs()`` succeeded.
    /// - Returns: The content.
    /// - Throws: ``CryptoError`` `.cannotOpen`, also if the revision has no such field.
    package func open(
        part: UInt32,
        field: UInt32,
        noteKey: borrowing SecretKey,
        checkingHash: Bool = true
    ) throws(CryptoError) -> SensitiveBytes {
        guard let entry = manifest.fields.first(where: { $0.part == part && $0.field == field }) else {
            throw CryptoError(.cannotOpen)
        }
        if checkingHash { try check(entry) }
        let context = FieldBlob.context(manifest.place.at(part: part, field: field))
        let (outcome, content) = noteKey.withBytes { key in
            bytes.lend { record in
                Sodium.openSensitive(
                    record.extracting(range(entry)),
                    padded: false,
                    context: context,
                    key: key
                )
            }
        }
        guard outcome == .opened else { throw CryptoError(.cannotOpen) }
        return content
    }

    private func range(_ field: ManifestField) -> Range<Int> {
        let start = firstBlob + Int(field.offset)
        return start..<(start + Int(field.length))
    }

    private func check(_ field: ManifestField) throws(CryptoError) {
        guard Digest.of(bytes[range(field)]) == field.hash else { throw CryptoError(.cannotOpen) }
    }
}
