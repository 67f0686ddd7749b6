internal import ClinicalNotesPolicy

/// One entity as Cedar writes them: a name, attributes and the entities that it belongs to.
enum PeerEntity: Decodable {
    case principal(PeerPrincipal)
    case note(PeerNote)
    case other

    private struct Name: Decodable {
        let type: String
        let id: String
    }

    private struct Reference: Decodable {
        let name: Name

        enum CodingKeys: String, CodingKey { case name = "__entity" }
    }

    private enum CodingKeys: String, CodingKey { case uid, attrs, parents }

    private enum UserKeys: String, CodingKey { case role, org, subject }

    private enum NoteKeys: String, CodingKey {
        case compartment, status, author, patient, org, careTeam, sharedWith, restricted
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(Name.self, forKey: .uid)
        switch name.type {
        case "User":
            let attributes = try container.nestedContainer(keyedBy: UserKeys.self, forKey: .attrs)
            let parents = try container.decode([Name].self, forKey: .parents)
            self = .principal(
                PeerPrincipal(
                    id: name.id,
                    role: try attributes.fact(.role),
                    organization: try attributes.reference(.org),
                    teams: Set(parents.filter { $0.type == "CareTeam" }.map(\.id)),
                    subject: try attributes.decodeIfPresent(Reference.self, forKey: .subject)?.name.id
                )
            )
        case "Note":
            let attributes = try container.nestedContainer(keyedBy: NoteKeys.self, forKey: .attrs)
            let shared = try attributes.decodeIfPresent([Reference].self, forKey: .sharedWith)
            self = .note(
                PeerNote(
                    id: name.id,
                    compartment: try attributes.fact(.compartment),
                    status: try attributes.fact(.status),
                    author: try attributes.reference(.author),
                    patient: try attributes.reference(.patient),
                    organization: try attributes.reference(.org),
                    careTeam: try attributes.reference(.careTeam),
                    sharedWith: shared.map { .known(Set($0.map(\.name.id))) } ?? .unknown,
                    restricted: try attributes.fact(.restricted)
                )
            )
        default: self = .other
        }
    }
}

extension KeyedDecodingContainer {
    /// The name of an entity that an attribute refers to.
    fileprivate func reference(_ key: Key) throws -> Fact<String> {
        let found = try decodeIfPresent([String: [String: String]].self, forKey: key)
        guard let found else { return .unknown }
        guard let name = found["__entity"]?["id"] else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: self,
                debugDescription: "the value names no entity"
            )
        }
        return .known(name)
    }
}
