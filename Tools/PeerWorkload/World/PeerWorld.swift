/// Everybody who may ask, and every note.
package struct PeerWorld: Sendable {
    /// The directory, by name.
    package var principals: [String: PeerPrincipal]
    /// The store, in its order.
    package var notes: [PeerNote]

    /// Makes a world.
    package init(principals: [String: PeerPrincipal], notes: [PeerNote]) {
        self.principals = principals
        self.notes = notes
    }
}

extension PeerWorld: Decodable {
    /// Decodes entities as Cedar writes them.
    package init(from decoder: any Decoder) throws {
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
