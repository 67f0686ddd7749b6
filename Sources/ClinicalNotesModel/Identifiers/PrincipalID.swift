/// Someone who acts: staff, patient, representative, or somebody outside who asks.
public struct PrincipalID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}

extension PrincipalID {
    /// The patient, acting in person.
    public static func patient(_ patient: PatientID) -> PrincipalID { PrincipalID(patient.bytes) }

    /// The patient that acts in person; means something only where the principal is a patient.
    public var patient: PatientID { PatientID(bytes) }

    /// The owner of what is on record about this principal: enrollment and guard.
    public var owner: OwnerID { OwnerID(bytes) }
}
