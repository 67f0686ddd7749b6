extension ByteWriter {
    /// Compartments in the order of their numbers.
    mutating func compartments(_ values: Set<Compartment>) {
        list(values.map(\.rawValue).sorted()) { $0.integer($1) }
    }

    mutating func notes(_ values: Set<NoteID>) {
        list(values.sorted()) { $0.note($1) }
    }

    /// Principals in the order of their ids.
    package mutating func principals(_ values: Set<PrincipalID>) {
        list(values.sorted()) { $0.identifier($1) }
    }

    /// Words of the host's in the order of their bytes.
    package mutating func hostWords(_ values: Set<HostWord>) {
        list(values.sorted()) { $0.text($1.description) }
    }

    /// Parties in the order of their bytes.
    mutating func parties(_ values: Set<Party>) {
        list(values.map(\.encodedBytes).sorted { $0.lexicographicallyPrecedes($1) }) { $0.raw($1) }
    }
}

extension ByteReader {
    mutating func compartments() throws(MalformedBytes) -> Set<Compartment> {
        let numbers = try list { (reader) throws(MalformedBytes) in try reader.integer(UInt8.self) }
        guard zip(numbers, numbers.dropFirst()).allSatisfy(<) else { throw MalformedBytes() }
        let compartments = numbers.compactMap { Compartment(rawValue: $0) }
        guard compartments.count == numbers.count else { throw MalformedBytes() }
        return Set(compartments)
    }

    mutating func notes() throws(MalformedBytes) -> Set<NoteID> {
        let notes = try list { (reader) throws(MalformedBytes) in try reader.note() }
        guard zip(notes, notes.dropFirst()).allSatisfy(<) else { throw MalformedBytes() }
        return Set(notes)
    }

    package mutating func principals() throws(MalformedBytes) -> Set<PrincipalID> {
        let principals = try list { (reader) throws(MalformedBytes) in try reader.identifier(PrincipalID.self)
        }
        guard zip(principals, principals.dropFirst()).allSatisfy(<) else { throw MalformedBytes() }
        return Set(principals)
    }

    package mutating func hostWords() throws(MalformedBytes) -> Set<HostWord> {
        let words = try list { (reader) throws(MalformedBytes) in HostWord(try reader.text()) }
        guard zip(words, words.dropFirst()).allSatisfy(<) else { throw MalformedBytes() }
        let set = Set(words)
        guard set.count == words.count else { throw MalformedBytes() }
        return set
    }

    mutating func parties() throws(MalformedBytes) -> Set<Party> {
        let parties = try list { (reader) throws(MalformedBytes) in try reader.record(Party.self) }
        let bytes = parties.map(\.encodedBytes)
        guard zip(bytes, bytes.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }) else {
            throw MalformedBytes()
        }
        return Set(parties)
    }
}
