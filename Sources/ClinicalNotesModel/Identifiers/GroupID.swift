/// Several patients whose shared notes live under one owner: a couple, a family, a therapy group.
public struct GroupID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}

extension GroupID {
    /// The owner of the group's shared notes.
    package var owner: OwnerID { OwnerID(bytes) }
}
