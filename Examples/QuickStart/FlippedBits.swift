internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Shows that a sealed sentence with any bit flipped no longer opens.
struct FlippedBits {
    /// How many bits were flipped, one at a time.
    let flipped: Int
    /// How many of these were refused.
    let refused: Int

    /// Seals a sentence, flips every bit of it in turn, and tries to open it.
    init() throws {
        let place = Place(
            tenant: TenantID(Entropy.system.bytes16()),
            owner: OwnerID(Entropy.system.bytes16()),
            compartment: CompartmentID(Entropy.system.bytes16()),
            record: RecordID(Entropy.system.bytes16()),
            revision: 1,
            field: 1
        )
        let key = try SecretKey.random()
        let sentence = SensitiveBytes("She says that she sleeps better.".utf8)
        let sealed = try Envelope.seal(sentence, as: .field, at: place, padding: .bucket, under: key)
        var refused = 0
        for bit in 0..<(sealed.count * 8) {
            var damaged = sealed
            damaged[bit / 8] ^= 1 << (bit % 8)
            do {
                _ = try Envelope.openSensitive(damaged, as: .field, at: place, under: key)
            } catch {
                refused += 1
            }
        }
        flipped = sealed.count * 8
        self.refused = refused
    }
}
