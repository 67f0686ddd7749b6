package import ClinicalNotesModel

/// The salted commitment that stands for an audit entry in the log.
///
/// Forgetting the salt unlinks the entry, and proofs of all others still hold.
package enum AuditLeaf {
    /// BLAKE2b-256 keyed with the salt over log 16, epoch u64 and the entry.
    ///
    /// - Parameters:
    ///   - salt: 32 random bytes.
    ///   - log: Which log.
    ///   - epoch: The epoch that goes with the entry.
    ///   - entry: The entry's bytes.
    /// - Returns: The commitment: the leaf's data.
    package static func commitment(salt: Digest, log: Bytes16, epoch: UInt64, entry: [UInt8]) -> Digest {
        var message = ByteWriter(capacity: 24 + entry.count)
        message.bytes16(log)
        message.integer(epoch)
        message.raw(entry)
        return salt.bytes.lend { salt in
            message.bytes.lend { message in
                Digest(words: Sodium.blake2b(message, key: salt, personal: "cnotes.auditleaf"))
            }
        }
    }
}
