public import ClinicalNotesModel

/// Which public key: BLAKE2b-128 of its bytes, signing and box keys kept apart.
public struct KeyID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}
