/// A patient; the bytes are those of the owner of the patient's chart.
public struct PatientID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}

extension PatientID {
    /// The owner of this patient's own chart.
    public var owner: OwnerID { OwnerID(bytes) }
}
