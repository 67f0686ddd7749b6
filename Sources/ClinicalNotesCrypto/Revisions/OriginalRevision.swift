internal import ClinicalNotesModel

/// A revision as its author signed it, kept with the note that took its place on another chart.
///
/// Sealed under the new note's key: the manifest with its signature, the blobs as they were, and the key that opens them. So
/// whoever opens the new note can see that its words are those that were signed, by whom and when, though the place
/// where they were signed is closed for good.
package struct OriginalRevision: Sendable {
    private static let version: UInt8 = 1

    /// The revision, to be verified and opened.
    package let revision: RevisionReader
    private let lockedKey: ArraySlice<UInt8>
    private let place: Address

    /// Seals a revision as it was signed.
    ///
    /// - Parameters:
    ///   - revision: The revision.
    ///   - oldKey: The key of the note that it was of.
    ///   - place: Where it belongs from now on: the new note's place, with the revision's number.
    ///   - newKey: The key of the new note.
    ///   - entropy: Where nonces come from.
    /// - Returns: The bytes to store.
    /// - Throws: ``CryptoError``.
    package static func seal(
        _ revision: RevisionReader,
        openedBy oldKey: borrowing SecretKey,
        at place: Address,
        under newKey: borrowing SecretKey,
        entropy: Entropy = .system
    ) throws(CryptoError) -> [UInt8] {
        let locked = try KeyLock.lock(
            oldKey,
            as: .noteKey,
            at: place,
            under: newKey,
            generation: 0,
            entropy: entropy
        )
        let (manifest, blobs) = revision.original
        var writer = ByteWriter(capacity: locked.count + manifest.count + blobs.count + 16)
        writer.integer(version)
        writer.raw(locked)
        writer.integer(UInt32(manifest.count))
        writer.raw(manifest)
        writer.raw(blobs)
        return try Envelope.seal(
            writer.bytes,
            as: .originalRevision,
            at: place,
            padding: .bucket,
            under: newKey,
            entropy: entropy
        )
    }

    /// Opens what was sealed; the signature is not checked yet.
    ///
    /// - Parameters:
    ///   - bytes: The stored bytes.
    ///   - place: Where they must belong.
    ///   - newKey: The key of the new note.
    /// - Throws: ``CryptoError`` `.malformed`, `.cannotOpen`.
    package init(
        opening bytes: [UInt8],
        at place: Address,
        under newKey: borrowing SecretKey
    ) throws(CryptoError) {
        let plain = try Envelope.open(bytes, as: .originalRevision, at: place, under: newKey)
        var reader = ByteReader(plain)
        let parts: (locked: ArraySlice<UInt8>, manifest: [UInt8], blobs: [UInt8])
        do throws(MalformedBytes) {
            guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
            let locked = try reader.raw(KeyLock.size)
            let length: UInt32 = try reader.integer()
            let manifest = try reader.raw(Int(length))
            parts = (locked, Array(manifest), Array(try reader.raw(reader.remaining)))
        } catch {
            throw CryptoError(.cannotOpen)
        }
        revision = try RevisionReader(original: parts.manifest, blobs: parts.blobs)
        lockedKey = parts.locked
        self.place = place
    }

    /// The key that opens the revision's fields.
    ///
    /// - Parameter newKey: The key of the new note.
    /// - Returns: The key.
    /// - Throws: ``CryptoError`` `.cannotOpen`, also where whoever wrote the manifest did not hold it.
    package func key(under newKey: borrowing SecretKey) throws(CryptoError) -> SecretKey {
        let key = try KeyLock.unlock(lockedKey, as: .noteKey, at: place, under: newKey)
        try revision.verifyKnowledge(noteKey: key)
        return key
    }
}
