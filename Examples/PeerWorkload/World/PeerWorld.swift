/// Everybody who may ask, and every note.
public struct PeerWorld: Sendable {
    /// The directory, by name.
    public var principals: [String: PeerPrincipal]
    /// The store, in its order.
    public var notes: [PeerNote]

    /// Makes a world.
    public init(principals: [String: PeerPrincipal], notes: [PeerNote]) {
        self.principals = principals
        self.notes = notes
    }
}

extension PeerWorld: Decodable {
    /// Decodes entities as Cedar writes them.
    public init(from decoder: any Decoder) throws {
        self.init(principals: [:], notes: [])
        var list = try decoder.unkeyedContainer()
        while !list.isAtEnd {
            switch try list.decode(PeerEntity.self) {
            case .principal(let principal): principals[principal.id] = principal
            case .note(let note): notes.append(note)
            case .other: continue
            }
        }
    }
}
