extension Authorization: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.identifiers(subjects)
        writer.text(description)
        writer.compartments(covers)
        writer.optional(notes) { $0.notes($1) }
        writer.parties(disclosers)
        writer.parties(recipients)
        writer.words(purposes)
        writer.flag(atRequestOfIndividual)
        writer.optional(expiry) { $0.record($1) }
        writer.optional(signature) { $0.record($1) }
        writer.words(statements)
        writer.flag(plainLanguage)
        writer.flag(soughtByHolder)
        writer.flag(copyGiven)
        writer.words(compoundWith)
        writer.word(conditioning)
        writer.word(remuneration)
        writer.flag(knownFalse)
        writer.optional(revocation) { $0.record($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        subjects = try reader.identifiers()
        description = try reader.text()
        covers = try reader.compartments()
        notes = try reader.optional { (reader) throws(MalformedBytes) in try reader.notes() }
        disclosers = try reader.parties()
        recipients = try reader.parties()
        purposes = try reader.words()
        atRequestOfIndividual = try reader.flag()
        expiry = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
        signature = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
        statements = try reader.words()
        plainLanguage = try reader.flag()
        soughtByHolder = try reader.flag()
        copyGiven = try reader.flag()
        compoundWith = try reader.words()
        conditioning = try reader.word()
        remuneration = try reader.word()
        knownFalse = try reader.flag()
        revocation = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
    }
}
