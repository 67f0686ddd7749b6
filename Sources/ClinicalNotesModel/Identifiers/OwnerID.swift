/// Whose record a row belongs to: a patient, a group of patients, a principal, or the tenant's own directory.
public struct OwnerID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}

extension OwnerID {
    /// The patient whose chart it is; means something only where it is one patient's.
    public var patient: PatientID { PatientID(bytes) }

    /// The principal whose records they are; means something only where they are one principal's.
    package var principal: PrincipalID { PrincipalID(bytes) }
}
