/// A value with a byte form of its own, led by a version byte, so that it can be sealed as a record.
package protocol SealedRecord: Hashable, Sendable {
    func encode(into writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(MalformedBytes)
}

extension SealedRecord {
    /// The whole byte form.
    package var encodedBytes: [UInt8] {
        var writer = ByteWriter()
        encode(into: &writer)
        return writer.bytes
    }

    /// Reads the whole byte form; trailing bytes are refused.
    package init(encodedBytes: some Collection<UInt8>) throws(MalformedBytes) {
        var reader = ByteReader(encodedBytes)
        try self.init(from: &reader)
        try reader.finish()
    }
}

extension ByteWriter {
    package mutating func record(_ value: some SealedRecord) { value.encode(into: &self) }

    /// The version that leads a record.
    mutating func version(_ value: UInt8) { integer(value) }

    /// A word of a closed vocabulary, by its spelling.
    mutating func word<Word: RawRepresentable<String>>(_ value: Word) { text(value.rawValue) }

    /// Words of a closed vocabulary, in the order of their spellings.
    mutating func words<Word: RawRepresentable<String>>(_ values: Set<Word>) {
        list(values.map(\.rawValue).sorted()) { $0.text($1) }
    }

    mutating func identifiers<Value: Identifier>(_ values: Set<Value>) {
        list(values.sorted()) { $0.identifier($1) }
    }

    mutating func note(_ value: NoteID) {
        identifier(value.owner)
        identifier(value.record)
    }

    mutating func day(_ value: CalendarDay) {
        integer(value.year)
        integer(value.month)
        integer(value.day)
    }
}

extension ByteReader {
    package mutating func record<Value: SealedRecord>(
        _ type: Value.Type = Value.self
    ) throws(MalformedBytes) -> Value {
        try Value(from: &self)
    }

    /// Refuses any version but the one that this code writes.
    mutating func version(_ expected: UInt8) throws(MalformedBytes) {
        guard try integer(UInt8.self) == expected else { throw MalformedBytes() }
    }

    mutating func word<Word: RawRepresentable<String>>(
        _ type: Word.Type = Word.self
    ) throws(MalformedBytes) -> Word {
        guard let word = Word(rawValue: try text()) else { throw MalformedBytes() }
        return word
    }

    mutating func words<Word: RawRepresentable<String> & Hashable>(
        _ type: Word.Type = Word.self
    ) throws(MalformedBytes) -> Set<Word> {
        let words = try list { (reader) throws(MalformedBytes) in try reader.word(Word.self) }
        guard zip(words, words.dropFirst()).allSatisfy({ $0.rawValue < $1.rawValue }) else {
            throw MalformedBytes()
        }
        return Set(words)
    }

    mutating func identifiers<Value: Identifier>(
        _ type: Value.Type = Value.self
    ) throws(MalformedBytes) -> Set<Value> {
        let values = try list { (reader) throws(MalformedBytes) in try reader.identifier(Value.self) }
        guard zip(values, values.dropFirst()).allSatisfy(<) else { throw MalformedBytes() }
        return Set(values)
    }

    mutating func note() throws(MalformedBytes) -> NoteID {
        NoteID(owner: try identifier(), record: try identifier())
    }

    mutating func day() throws(MalformedBytes) -> CalendarDay {
        let year: Int32 = try integer()
        let month: UInt8 = try integer()
        guard let day = CalendarDay(year: Int(year), month: Int(month), day: Int(try integer(UInt8.self)))
        else { throw MalformedBytes() }
        return day
    }
}
