/// One compartment of one owner; random, so that no row says which compartment it is.
package struct CompartmentID: Identifier {
    /// The sixteen bytes.
    package let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    package init(_ bytes: Bytes16) { self.bytes = bytes }
}
