package import ClinicalNotesModel

/// Opens a stored revision: first the manifest, then single fields.
package struct RevisionReader: Sendable {
    /// What the revision consists of; authenticated by the owner's header key, by its author only after
    /// ``verifySignature(_:)``.
    package let manifest: Manifest

    private let bytes: [UInt8]
    private let firstBlob: Int
    /// The manifest's plaintext, and how much of it the knowledge tag covers.
    private let plain: [UInt8]
    private let covered: Int

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
        (manifest, covered) = decoded
        self.plain = plain
        self.bytes = bytes
        firstBlob = end
        guard manifest.place == place, hasExactLayout else { throw CryptoError(.cannotOpen) }
    }

    /// What its author signed, and the blobs that the manifest names: all that a later reader needs, beside the note's key, to
    /// see who wrote what and when, wherever the record stood.
    var original: (manifest: [UInt8], blobs: ArraySlice<UInt8>) {
        (plain, bytes[firstBlob...].prefix(manifest.fields.reduce(0) { $0 + Int($1.length) }))
    }

    /// Opens a revision from a manifest's plaintext and its blobs, wherever the record stood.
    ///
    /// - Throws: ``CryptoError`` `.cannotOpen`.
    init(original manifest: [UInt8], blobs: [UInt8]) throws(CryptoError) {
        let decoded: (Manifest, Int)
        do throws(MalformedBytes) {
            decoded = try Manifest.decode(manifest)
        } catch {
            throw CryptoError(.cannotOpen)
        }
        (self.manifest, covered) = decoded
        plain = manifest
        bytes = blobs
        firstBlob = 0
        guard let used = exactSize, used == blobs.count else { throw CryptoError(.cannotOpen) }
    }

    /// BLAKE2b-256 of all that is not a field's blob, to compare with what the header remembers: with the blobs' hashes in
    /// the manifest it covers every byte once.
    package var frameHash: Digest {
        let end = firstBlob + manifest.fields.reduce(0) { $0 + Int($1.length) }
        return Digest.of(bytes[..<firstBlob] + bytes[end...])
    }

    /// Whether the record has the size that its blobs need.
    private var hasExactLayout: Bool {
        guard let used = exactSize else { return false }
        return Padding.bucket(for: used, from: RevisionSealer.smallestRecord) == bytes.count
    }

    /// Where the blobs end, if they stand in order without a gap.
    private var exactSize: Int? {
        var next: UInt64 = 0
        var last: ManifestField?
        for field in manifest.fields {
            if let last, !last.stands(before: field) { return nil }
            guard UInt64(field.offset) == next, field.length >= Sodium.sealOverhead else { return nil }
            next += UInt64(field.length)
            last = field
        }
        return next <= UInt64(bytes.count - firstBlob) ? firstBlob + Int(next) : nil
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
        let tag = Manifest.knowledge(of: plain[..<covered], noteKey: noteKey)
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
