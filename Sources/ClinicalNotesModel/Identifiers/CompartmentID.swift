/// One compartment of one owner; random, so that no row says which compartment it is.
public struct CompartmentID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}
