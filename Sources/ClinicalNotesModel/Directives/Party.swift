/// Somebody whom a directive names, or a class of people, 45 CFR 164.508(c)(1)(ii) and (iii).
public enum Party: Hashable, Codable, Sendable {
    /// One principal.
    case principal(PrincipalID)
    /// An organization.
    case organization(OrganizationID)
    /// A class of people.
    case role(PrincipalRole)
}

extension Party {
    /// Whether it is somebody, by name, by the role acted in or by the organization belonged to.
    package func names(
        _ principal: PrincipalID,
        acting role: PrincipalRole,
        of organization: OrganizationID?
    ) -> Bool {
        switch self {
        case .principal(let named): named == principal
        case .role(let named): named == role
        case .organization(let named): named == organization
        }
    }
}

extension Party: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        switch self {
        case .principal(let principal):
            writer.integer(UInt8(0))
            writer.identifier(principal)
        case .organization(let organization):
            writer.integer(UInt8(1))
            writer.identifier(organization)
        case .role(let role):
            writer.integer(UInt8(2))
            writer.word(role)
        }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        switch try reader.integer(UInt8.self) {
        case 0: self = .principal(try reader.identifier())
        case 1: self = .organization(try reader.identifier())
        case 2: self = .role(try reader.word())
        default: throw MalformedBytes()
        }
    }
}
