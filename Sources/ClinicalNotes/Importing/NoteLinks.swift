internal import ClinicalNotesModel

/// Links notes of one owner with each other as their source says: those that come, and those that are there.
///
/// The same comes of it in whatever order they come, as long as each is linked with those that are there then.
struct NoteLinks {
    /// What decides how a note is linked, and what of it that changes.
    struct Node {
        let external: ExternalState?
        let identifiers: [PersonIdentifier]
        let compartment: Compartment
        var status: NoteStatus
        var relation: NoteRelation?
        var addenda: [NoteID]
    }

    /// Notes of the vault by what names them.
    let existing: [PersonIdentifier: [LoadedNote]]
    private var nodes: [NoteID: Node] = [:]
    /// Those of the owner that an identifier names, of the vault and of those that come.
    private var carriers: [PersonIdentifier: Set<NoteID>] = [:]
    /// The keys of these notes, either way.
    private var keys: [NoteID: PersonIdentifier] = [:]
    private var keyed: [PersonIdentifier: NoteID] = [:]

    init(among existing: [PersonIdentifier: [LoadedNote]], of owner: OwnerID) {
        self.existing = existing
        for (identifier, notes) in existing {
            for note in notes where note.id.owner == owner {
                carriers[identifier, default: []].insert(note.id)
                setKey(of: note.id, to: note.header.external?.key)
            }
        }
    }

    subscript(id: NoteID) -> Node? { nodes[id] }

    /// Adds a note that comes, or one that is there and changes.
    mutating func add(_ node: Node, as id: NoteID) {
        nodes[id] = node
        for identifier in node.identifiers { carriers[identifier, default: []].insert(id) }
        setKey(of: id, to: node.external?.key)
    }

    private mutating func setKey(of id: NoteID, to key: PersonIdentifier?) {
        if let former = keys[id], keyed[former] == id { keyed[former] = nil }
        keys[id] = key
        if let key { keyed[key] = id }
    }

    /// Links a note with those that it adds to or takes the place of.
    mutating func link(_ id: NoteID) {
        guard var node = nodes[id] else { return }
        var first: NoteRelation?
        for relation in node.external?.relations ?? [] {
            guard let named = relation.linked, let target = note(named), target != id,
                nodes[target]?.compartment == node.compartment
            else { continue }
            first = first ?? relation.resolved(target)
            // What is withdrawn or not final takes nobody's place.
            guard NoteStatusClass(of: node.status) == .final, node.external?.preliminary == false else {
                continue
            }
            nodes[target]?.take(relation, by: id)
        }
        // Taking may have changed the note itself by way of another one.
        node = nodes[id] ?? node
        node.relation = first ?? node.relation
        nodes[id] = node
    }

    /// The note that an identifier names: by its key, or else if it alone carries it.
    private func note(_ identifier: PersonIdentifier) -> NoteID? {
        guard let carriers = carriers[identifier] else { return nil }
        if let note = keyed[identifier], carriers.contains(note) { return note }
        return carriers.count == 1 ? carriers.first : nil
    }
}

extension NoteLinks.Node {
    init(_ note: NewNote) {
        external = note.external
        identifiers = note.identifiers
        compartment = note.content.compartment
        (status, relation, addenda) = (note.status, note.relation, note.addenda)
    }

    init(_ header: NoteHeader) {
        external = header.external
        identifiers = header.identifiers
        compartment = header.compartment
        (status, relation, addenda) = (header.status, header.relation, header.addenda)
    }

    /// Another note takes the place of this one, or adds to it.
    fileprivate mutating func take(_ relation: ExternalRelation, by other: NoteID) {
        guard NoteStatusClass(of: status) == .final else { return }
        switch relation {
        case .replacement: status = .amended
        case .addendum:
            if !addenda.contains(other) { addenda.append(other) }
            if status != .amended { status = .addended }
        case .derived, .signature: break
        }
    }
}
