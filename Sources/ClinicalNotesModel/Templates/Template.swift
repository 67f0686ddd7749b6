/// What a note's fields are: a name and a version that mean the same fields for ever.
public struct Template: Hashable, Sendable {
    /// The name: 1 to 64 ASCII letters, digits, dots, hyphens and underscores.
    public let name: String
    /// The version, from 1; other fields mean another version.
    public let version: UInt32
    /// What kind of note it makes.
    public let kind: NoteKind

    /// Names a template.
    ///
    /// - Parameters:
    ///   - name: 1 to 64 ASCII letters, digits, dots, hyphens and underscores; names that begin with
    ///     `clinical-notes.` are this library's.
    ///   - version: The version, from 1.
    ///   - kind: What kind of note it makes.
    public init(_ name: String, version: UInt32, kind: NoteKind) {
        self.name = name
        self.version = version
        self.kind = kind
    }

    /// Whether the name, version and kind are well-formed.
    func check() throws(ModelError) {
        let allowed = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
        }
        guard allowed, (1...64).contains(name.utf8.count), version >= 1 else {
            throw ModelError(.invalidTemplateName)
        }
        guard kind.isWellFormed else { throw ModelError(.invalidKind, property: name) }
    }
}

extension Template: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.text(name)
        writer.integer(version)
        writer.record(kind)
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        self.init(try reader.text(), version: try reader.integer(), kind: try reader.record())
    }
}
