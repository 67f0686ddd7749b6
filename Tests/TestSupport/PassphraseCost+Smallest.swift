package import ClinicalNotesCrypto

extension PassphraseCost {
    /// As cheap as Argon2id can be.
    package static let smallest: PassphraseCost = {
        do { return try PassphraseCost(operations: 1, kibibytes: 8) } catch { return .interactive }
    }()
}
