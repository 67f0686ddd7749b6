public import ClinicalNotesModel

/// A key that a key service holds for a tenant.
public struct KeyName: Hashable, Sendable {
    /// The practice.
    public let tenant: TenantID
    /// What the key is for.
    public let purpose: KeyPurpose
    /// Which generation.
    public let generation: UInt32

    /// Names a key.
    public init(tenant: TenantID, purpose: KeyPurpose, generation: UInt32) {
        self.tenant = tenant
        self.purpose = purpose
        self.generation = generation
    }
}
