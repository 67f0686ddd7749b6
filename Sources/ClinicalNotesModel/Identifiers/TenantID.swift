/// The practice or hospital whose vault this is.
public struct TenantID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}

extension TenantID {
    /// The owner of the practice's own directory.
    package var owner: OwnerID { OwnerID(bytes) }

    /// The practice itself, where nobody in person acts.
    package var principal: PrincipalID { PrincipalID(bytes) }
}
