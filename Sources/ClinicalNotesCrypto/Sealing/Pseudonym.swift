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
        let words = secret.withBytes { secret in
            message.bytes.lend { message in
                Sodium.blake2b(
                    message,
                    subkeyOf: secret,
                    id: UInt64(generation),
                    context: "cnpseudo",
                    personal: "cnotes.pseudonym",
                    size: 16
                )
            }
        }
        return words.firstHalf
    }
}
