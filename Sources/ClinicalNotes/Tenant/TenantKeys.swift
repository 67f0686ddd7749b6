internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// The practice's keys, opened through the key service for as long as it leases them.
struct TenantKeys: Sendable {
    let tenant: TenantID
    let organization: OrganizationID
    /// Derives pseudonyms; seals cursors, receipts and identity records.
    let secret: KeyLease
    let secretGeneration: UInt32
    /// The inner lock of ordinary custody.
    let ordinary: KeyLease
    let ordinaryGeneration: UInt32
    /// The outer lock of every stored key, by epoch.
    let epochs: [UInt32: KeyLease]
    let epoch: UInt32
    /// Seals audit entries.
    let audit: KeyLease
    /// Signs heads, ordinary key slots and checkpoints.
    let instance: SigningKeyPair
    /// Checks the certificates of enrollments.
    let authorityKey: SigningPublicKey
    /// Certifies enrollments, where the authority is the practice's own.
    let localAuthority: SigningKeyPair?

    var instanceKey: SigningPublicKey { instance.publicKey }

    /// Keys are certified here only where the practice has the authority's key.
    func requireLocalAuthority(for keys: PublicKeys?) throws(NotesError) {
        guard keys == nil || localAuthority != nil else { throw NotesError(.authorityOutside, at: "keys") }
    }

    /// The epoch key that a stored key names.
    func outer(_ generation: UInt32) throws(CryptoError) -> KeyLease {
        guard let key = epochs[generation] else { throw CryptoError(.cannotOpen) }
        return key
    }

    /// The epoch key that new keys are locked under.
    func currentOuter() throws(CryptoError) -> KeyLease { try outer(epoch) }

    /// A lookup pseudonym of this practice.
    func pseudonym(_ label: String, _ parts: [[UInt8]]) -> Bytes16 {
        Pseudonym.make(label, parts, secret: secret.key, generation: secretGeneration)
    }

    func pseudonym(_ label: String, _ part: ByteWriter) -> Bytes16 {
        Pseudonym.make(label, part, secret: secret.key, generation: secretGeneration)
    }
}
