internal import ClinicalNotesModel

/// Seals revisions: every field to its place under the note's key, and a manifest under the owner's header key.
package enum RevisionSealer {
    /// The smallest record; larger ones have 1.5, 2, 3, 4 and so on times the size.
    static let smallestRecord = 1024

    private struct Blobs {
        let bytes: [UInt8]
        let fields: [ManifestField]
        let spare: ArraySlice<UInt8>
    }

    /// Seals revisions with one signature for all.
    ///
    /// - Parameters:
    ///   - contents: The revisions, each with its note's key and its owner's header key.
    ///   - signer: Who signs, or `nil` for drafts.
    ///   - entropy: Where nonces and fill come from.
    /// - Returns: The sealed revisions in the same order.
    /// - Throws: ``CryptoError`` `.malformed` if a revision names a field twice, or is 4 GiB or longer.
    package static func seal(
        _ contents: [(RevisionContent, noteKey: HeldKey, headerKey: HeldKey)],
        signing signer: ManifestSigner?,
        entropy: Entropy = .system
    ) throws(CryptoError) -> [SealedRevision] {
        var blobs: [Blobs] = []
        var plaintexts: [[UInt8]] = []
        var hashes: [Digest] = []
        for (content, noteKey, _) in contents {
            let sealed = try seal(content, under: noteKey.key, entropy: entropy)
            let authorKey = signer?.kind == .author ? signer?.keyID : nil
            var plain = Manifest.body(content, authorKey: authorKey, fields: sealed.fields)
            plain += Manifest.knowledge(of: plain, noteKey: noteKey.key).bytes
            hashes.append(Manifest.hash(ofHashed: plain))
            blobs.append(sealed)
            plaintexts.append(plain)
        }
        let signatures = try signer.map { (signer) throws(CryptoError) in
            try ManifestSignature.sign(hashes, by: signer)
        }
        var revisions: [SealedRevision] = []
        for (index, (content, _, headerKey)) in contents.enumerated() {
            var plain = ByteWriter(capacity: plaintexts[index].count + 256)
            plain.raw(plaintexts[index])
            if let signatures {
                signatures[index].encode(into: &plain)
            } else {
                plain.integer(0 as UInt8)
            }
            revisions.append(
                try record(blobs[index], plain.bytes, hashes[index], at: content.place, under: headerKey.key)
            )
        }
        return revisions
    }

    /// Every field's blob, one behind the other.
    private static func seal(
        _ content: RevisionContent,
        under noteKey: borrowing SecretKey,
        entropy: Entropy
    ) throws(CryptoError) -> Blobs {
        let fields = content.fields.sorted { ($0.part, $0.field) < ($1.part, $1.field) }
        let size = fields.reduce(0) { $0 + $1.bytes.count + Sodium.sealOverhead }
        guard UInt32(exactly: size) != nil else { throw CryptoError(.malformed) }
        // One call for all nonces, the manifest's, and the seed of the fill.
        var random = entropy.bytes(Sodium.nonceSize * (fields.count + 1) + 32)[...]
        var bytes = [UInt8](repeating: 0, count: size)
        var offset = 0
        var entries: [ManifestField] = []
        entries.reserveCapacity(fields.count)
        for field in fields {
            let length = field.bytes.count + Sodium.sealOverhead
            random.prefix(Sodium.nonceSize).lend { Sodium.copy($0, into: &bytes, at: offset) }
            random = random.dropFirst(Sodium.nonceSize)
            let context = FieldBlob.context(content.place.at(part: field.part, field: field.field))
            noteKey.withBytes { key in
                field.bytes.withBytes { text in
                    Sodium.seal(text, padded: nil, in: &bytes, at: offset, context: context, key: key)
                }
            }
            let entry = ManifestField(
                part: field.part,
                field: field.field,
                offset: UInt32(offset),
                length: UInt32(length),
                hash: Digest.of(bytes[offset..<(offset + length)])
            )
            if let last = entries.last, !last.stands(before: entry) { throw CryptoError(.malformed) }
            entries.append(entry)
            offset += length
        }
        return Blobs(bytes: bytes, fields: entries, spare: random)
    }

    /// Length, manifest, blobs and fill.
    private static func record(
        _ blobs: Blobs,
        _ manifest: [UInt8],
        _ manifestHash: Digest,
        at place: Address,
        under headerKey: borrowing SecretKey
    ) throws(CryptoError) -> SealedRevision {
        let envelope = try manifest.lend { (manifest) throws(CryptoError) in
            try Envelope.seal(
                manifest,
                as: .manifest,
                at: place.at(part: 0, field: 0),
                generation: 0,
                padding: .bucket,
                under: headerKey,
                nonce: blobs.spare.prefix(Sodium.nonceSize)
            )
        }
        let used = 4 + envelope.count + blobs.bytes.count
        let size = Padding.bucket(for: used, from: smallestRecord)
        guard UInt32(exactly: size) != nil, let seed = Words32(blobs.spare.suffix(32)) else {
            throw CryptoError(.malformed)
        }
        var length = ByteWriter(capacity: 4)
        length.integer(UInt32(envelope.count))
        var bytes = [UInt8](repeating: 0, count: size)
        length.bytes.lend { Sodium.copy($0, into: &bytes, at: 0) }
        envelope.lend { Sodium.copy($0, into: &bytes, at: 4) }
        blobs.bytes.lend { Sodium.copy($0, into: &bytes, at: 4 + envelope.count) }
        Sodium.fill(&bytes, from: used, seed: seed)
        let frame = bytes[..<(4 + envelope.count)] + bytes[used...]
        return SealedRevision(bytes: bytes, manifestHash: manifestHash, frameHash: Digest.of(frame))
    }
}
