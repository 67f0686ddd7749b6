package import ClinicalNotesModel

extension KeySlot {
    /// A slot whose outer lock is open; the grant is not checked yet.
    package struct Opened: Hashable, Sendable {
        /// The grant's head, not to be believed before it is verified.
        package let head: GrantHead
        let inner: [UInt8]
        let signature: [UInt8]

        /// The signed bytes: words that say what is signed, the head, the hash of the inner lock.
        static func message(_ head: GrantHead, _ inner: [UInt8]) -> [UInt8] {
            Array("cnotes grant v1".utf8) + head.encoded
                + Digest.of(inner, personal: "cnotes.grantlock").bytes
        }

        /// Checks signature, dates, serial and commitment; nothing is unlocked without it.
        ///
        /// - Parameters:
        ///   - granter: The granter's key, certified by an enrollment; the instance's in ordinary custody.
        ///   - instant: When it must hold.
        ///   - minimumSerial: The serial that the owner's record knows; an older grant is refused.
        ///   - published: The compartment's published commitment, where there is one.
        /// - Returns: The verified grant.
        /// - Throws: ``CryptoError`` `.cannotOpen`.
        package func verify(
            granter: SigningPublicKey,
            at instant: Instant,
            minimumSerial: UInt64 = 0,
            published: Digest? = nil
        ) throws(CryptoError) -> VerifiedGrant {
            guard granter.id == head.granterKey,
                granter.isValid(signature, of: Self.message(head, inner)),
                instant >= head.notBefore, instant < head.notAfter,
                head.serial >= minimumSerial,
                published == nil || published == head.commitment
            else { throw CryptoError(.cannotOpen) }
            return VerifiedGrant(head: head, inner: inner)
        }
    }
}
