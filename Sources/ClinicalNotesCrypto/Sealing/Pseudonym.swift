package import ClinicalNotesModel

/// Lookup values that tell nothing to whoever does not hold the tenant's secret.
///
/// They are the store's index columns, never part of a place, so that the secret can be replaced.
package enum Pseudonym {
    /// Makes a pseudonym.
    ///
    /// - Parameters:
    ///   - label: What it is for; pseudonyms of different labels never meet.
    ///   - parts: What it stands for.
    ///   - secret: The tenant's secret.
    ///   - generation: The secret's generation.
    /// - Returns: Sixteen bytes: BLAKE2b-128 under a subkey of the secret, every part with its length in front.
    package static func make(
        _ label: String,
        _ parts: [[UInt8]],
        secret: borrowing SecretKey,
        generation: UInt32
    ) -> Bytes16 {
        var message = ByteWriter()
        message.text(label)
        message.list(parts) { $0.counted($1) }
        return hash(message, secret: secret, generation: generation)
    }

    /// Makes a pseudonym of one part, which is hashed as it lies: what was lent to the writer is copied nowhere.
    package static func make(
        _ label: String,
        _ part: ByteWriter,
        secret: borrowing SecretKey,
        generation: UInt32
    ) -> Bytes16 {
        var message = ByteWriter()
        message.text(label)
        message.integer(UInt32(1))
        message.counted(part)
        return hash(message, secret: secret, generation: generation)
    }

    private static func hash(
        _ message: ByteWriter,
        secret: borrowing SecretKey,
        generation: UInt32
    ) -> Bytes16 {
        let words = secret.withBytes { secret in
            Sodium.blake2b(
                pieces: message.forEachPiece,
                subkeyOf: secret,
                id: UInt64(generation),
                context: "cnpseudo",
                personal: "cnotes.pseudonym",
                size: 16
            )
        }
        return words.firstHalf
    }
}
