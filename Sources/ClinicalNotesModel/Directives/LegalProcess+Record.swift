extension LegalProcess: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.optional(instrument) { $0.word($1) }
        writer.identifiers(subjects)
        writer.optional(notes) { $0.notes($1) }
        writer.parties(recipients)
        writer.flag(expresslyCovers)
        writer.flag(mandatory)
        writer.word(assurance)
        writer.flag(threePartTest)
        writer.flag(againstPatient)
        writer.word(broughtBy)
        writer.word(oversight)
        writer.optional(part2Section) { $0.word($1) }
        writer.flag(part2ConfidentialFinding)
        writer.flag(part2WithSubpoena)
        writer.instant(receivedAt)
        writer.optional(withdrawnAt) { $0.instant($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        instrument = try reader.optional { (reader) throws(MalformedBytes) in try reader.word() }
        subjects = try reader.identifiers()
        notes = try reader.optional { (reader) throws(MalformedBytes) in try reader.notes() }
        recipients = try reader.parties()
        expresslyCovers = try reader.flag()
        mandatory = try reader.flag()
        assurance = try reader.word()
        threePartTest = try reader.flag()
        againstPatient = try reader.flag()
        broughtBy = try reader.word()
        oversight = try reader.word()
        part2Section = try reader.optional { (reader) throws(MalformedBytes) in try reader.word() }
        part2ConfidentialFinding = try reader.flag()
        part2WithSubpoena = try reader.flag()
        receivedAt = try reader.instant()
        withdrawnAt = try reader.optional { (reader) throws(MalformedBytes) in try reader.instant() }
    }
}
