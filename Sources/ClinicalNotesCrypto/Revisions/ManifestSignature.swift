internal import ClinicalNotesModel

/// One signature over the Merkle root of one or more manifest hashes, and the path to one of them.
package struct ManifestSignature: Hashable, Sendable {
    /// What it says.
    package let kind: ManifestSigner.Kind
    /// How many manifests were signed at once.
    package let batchSize: UInt32
    /// Which of them this is.
    package let index: UInt32
    /// The siblings from the leaf to the root.
    package let path: [Digest]
    /// The signing key's name.
    package let signer: KeyID
    let bytes: [UInt8]

    /// The signed bytes: words that say what is signed, kind, batch size and root.
    static func message(_ kind: ManifestSigner.Kind, batchSize: UInt32, root: Digest) -> [UInt8] {
        var message = ByteWriter(capacity: 64)
        message.raw("cnotes manifests v1".utf8)
        message.integer(kind.rawValue)
        message.integer(batchSize)
        root.encode(into: &message)
        return message.bytes
    }

    /// One signature for many manifest hashes.
    static func sign(_ hashes: [Digest], by signer: ManifestSigner) throws(CryptoError) -> [ManifestSignature]
    {
        let leaves = hashes.map { MerkleLog.leafHash($0.bytes) }
        let root = MerkleLog.root(of: leaves)
        let size = UInt32(hashes.count)
        let bytes = try signer.sign(message(signer.kind, batchSize: size, root: root))
        guard bytes.count == 64 else { throw CryptoError(.malformed) }
        return MerkleLog.allInclusionProofs(leaves).enumerated().map { index, path in
            ManifestSignature(
                kind: signer.kind,
                batchSize: size,
                index: UInt32(index),
                path: path,
                signer: signer.keyID,
                bytes: bytes
            )
        }
    }

    /// Whether the manifest hash is in the signed batch and the signature is the key's.
    func isValid(of hash: Digest, by key: SigningPublicKey) -> Bool {
        let leaf = MerkleLog.leafHash(hash.bytes)
        guard key.id == signer,
            let root = MerkleLog.root(from: leaf, at: UInt64(index), size: UInt64(batchSize), proof: path)
        else { return false }
        return key.isValid(bytes, of: Self.message(kind, batchSize: batchSize, root: root))
    }

    func encode(into writer: inout ByteWriter) {
        writer.integer(kind.rawValue)
        writer.integer(batchSize)
        writer.integer(index)
        writer.list(path) { $1.encode(into: &$0) }
        writer.identifier(signer)
        writer.raw(bytes)
    }

    /// Reads a signature; kind 0 means that there is none.
    static func decode(from reader: inout ByteReader) throws(MalformedBytes) -> ManifestSignature? {
        let raw: UInt8 = try reader.integer()
        guard raw != 0 else { return nil }
        guard let kind = ManifestSigner.Kind(rawValue: raw) else { throw MalformedBytes() }
        return ManifestSignature(
            kind: kind,
            batchSize: try reader.integer(),
            index: try reader.integer(),
            path: try reader.list { (reader) throws(MalformedBytes) in try Digest(from: &reader) },
            signer: try reader.identifier(),
            bytes: Array(try reader.raw(64))
        )
    }
}
