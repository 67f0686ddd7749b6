internal import ClinicalNotesModel

/// A source's own record of a patient, as it was last taken over.
struct PersonOrigin: Hashable, Sendable {
    /// That the source's record tells of the patient's death.
    enum Death: UInt8 {
        /// It is on record by that alone.
        case entered = 1
        /// It was on record already.
        case repeated
    }

    /// What names the source's record, in every state of it.
    let key: PersonIdentifier
    /// Which state was taken over.
    var version: ExternalVersion?
    /// Which other records the source holds to be about the same person.
    var links: [ExternalLink]
    /// What the record tells of a death.
    var death: Death?
}

extension PersonOrigin {
    func encode(into writer: inout ByteWriter) {
        writer.external(key)
        writer.optional(version) { $0.external($1) }
        writer.list(links) { writer, link in
            writer.text(link.kind.rawValue)
            writer.external(link.other)
        }
        writer.optional(death) { $0.integer($1.rawValue) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        key = try reader.externalIdentifier()
        version = try reader.optional { reader throws(MalformedBytes) in try reader.externalVersion() }
        links = try reader.list { reader throws(MalformedBytes) in
            ExternalLink(try reader.value(), try reader.externalIdentifier())
        }
        death = try reader.optional { reader throws(MalformedBytes) in
            guard let death = Death(rawValue: try reader.integer()) else { throw MalformedBytes() }
            return death
        }
    }
}

extension [PersonOrigin] {
    /// Takes back what the record at a place told of a death.
    ///
    /// - Returns: Whether the patient is alive for all that anybody says: no other record tells of the death, and nobody here
    ///   entered it.
    mutating func takeBackDeath(at place: Int) -> Bool {
        let death = self[place].death
        self[place].death = nil
        guard death == .entered else { return false }
        guard let other = firstIndex(where: { $0.death == .repeated }) else { return true }
        self[other].death = .entered
        return false
    }

    /// Somebody here said whether the patient is alive, or when they died: no source takes that back.
    mutating func enteredHere(_ person: Person, after known: Person?) {
        guard let known, (person.isAlive, person.deathDate) != (known.isAlive, known.deathDate)
        else { return }
        for place in indices where self[place].death != nil {
            self[place].death = person.isAlive ? nil : .repeated
        }
    }
}
