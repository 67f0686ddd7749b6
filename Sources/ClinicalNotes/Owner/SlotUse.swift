internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Which key slot holds what, and for whom: the aggregate's map of the owner's slots.
struct SlotUse: Hashable, Sendable {
    /// What the slot's key opens.
    enum Scope: Hashable, Sendable {
        /// The owner's header key.
        case header
        /// A generation of a compartment's key.
        case generation(Compartment, UInt32)
        /// One note's key.
        case note(Compartment, RecordID)
    }

    let index: UInt32
    let scope: Scope
    /// The reader, or `nil` in ordinary custody, where the key service opens it.
    let reader: PrincipalID?
    /// Who granted it; an originator grants the generations they draw to themselves.
    let granter: PrincipalID?
    /// When the grant may be used; a scheduled opening is granted when it is scheduled.
    let notBefore: Instant
    /// The directive that the grant rests on; revoking it stops the grant.
    let directive: DirectiveID?
}

extension SlotUse {
    func encode(into writer: inout ByteWriter) {
        writer.integer(index)
        switch scope {
        case .header:
            writer.integer(UInt8(1))
        case .generation(let compartment, let generation):
            writer.integer(UInt8(2))
            writer.integer(compartment.rawValue)
            writer.integer(generation)
        case .note(let compartment, let record):
            writer.integer(UInt8(3))
            writer.integer(compartment.rawValue)
            writer.identifier(record)
        }
        writer.optional(reader) { $0.identifier($1) }
        writer.optional(granter) { $0.identifier($1) }
        writer.instant(notBefore)
        writer.optional(directive) { $0.identifier($1) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        index = try reader.integer()
        let form: UInt8 = try reader.integer()
        switch form {
        case 1:
            scope = .header
        case 2:
            scope = .generation(try reader.compartment(), try reader.integer())
        case 3:
            scope = .note(try reader.compartment(), try reader.identifier())
        default:
            throw MalformedBytes()
        }
        self.reader = try reader.optional { reader throws(MalformedBytes) in try reader.identifier() }
        granter = try reader.optional { reader throws(MalformedBytes) in try reader.identifier() }
        notBefore = try reader.instant()
        directive = try reader.optional { reader throws(MalformedBytes) in try reader.identifier() }
    }
}

extension ByteReader {
    mutating func compartment() throws(MalformedBytes) -> Compartment {
        guard let compartment = Compartment(rawValue: try integer()) else { throw MalformedBytes() }
        return compartment
    }
}
