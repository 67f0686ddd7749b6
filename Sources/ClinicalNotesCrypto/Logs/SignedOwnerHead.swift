internal import ClinicalNotesModel

/// An owner's head with the instance's signature.
package struct SignedOwnerHead: Hashable, Sendable {
    /// The head, not to be believed before ``verify(_:)``.
    package let head: OwnerHead
    /// The signing instance's key.
    package let signer: KeyID

    let signature: [UInt8]

    init(head: OwnerHead, signer: KeyID, signature: [UInt8]) {
        self.head = head
        self.signer = signer
        self.signature = signature
    }

    /// Reads stored bytes.
    ///
    /// - Parameter bytes: What ``bytes`` gave.
    /// - Throws: ``CryptoError`` `.malformed`.
    package init(_ bytes: some Collection<UInt8>) throws(CryptoError) {
        self = try decoding(bytes, or: .malformed) { (reader) throws(MalformedBytes) in
            let head = try OwnerHead(from: &reader)
            return SignedOwnerHead(
                head: head,
                signer: try reader.identifier(),
                signature: Array(try reader.raw(64))
            )
        }
    }

    /// The head's bytes, the signer's key id, the signature.
    package var bytes: [UInt8] { head.encoded + signer.bytes.bytes + signature }

    /// Checks the signature.
    ///
    /// - Parameter key: The instance's key.
    /// - Returns: The head.
    /// - Throws: ``CryptoError`` `.cannotOpen`.
    @discardableResult
    package func verify(_ key: SigningPublicKey) throws(CryptoError) -> OwnerHead {
        guard key.id == signer, key.isValid(signature, of: OwnerHead.message(head.encoded)) else {
            throw CryptoError(.cannotOpen)
        }
        return head
    }
}
