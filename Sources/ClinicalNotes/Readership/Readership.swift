public import ClinicalNotesPolicy

/// Who can read a note: the policy's answer and the keys', as of one moment.
///
/// ```swift
/// let readership = try await desk.audience(of: note)
/// let lines = readership.map { reader in "\(reader.principal), key \(reader.key.rawValue): \(reader)" }
/// let keyless = readership.permittedWithoutKey.map(\.principal)
/// ```
public struct Readership: Codable, Sendable {
    /// The people who are permitted, by id.
    public let readers: [Reader]
    /// Everybody who would be permitted, by role, purpose and relation, whether or not the host knows such a person.
    public let classes: [ReaderClass]
    /// Whether the host named everybody it knows; else `readers` are those on record alone.
    public let isDirectoryKnown: Bool
    /// What one person alone declared of the practice's records, such as that they were restored from a backup.
    public let declarations: [RecoveryDeclaration]

    /// Those who are permitted but have no key: whoever wants them to read it grants one.
    public var permittedWithoutKey: [Reader] { readers.filter { $0.key == .missing } }
}

extension Readership: RandomAccessCollection {
    /// The first position.
    public var startIndex: Int { readers.startIndex }
    /// The position after the last.
    public var endIndex: Int { readers.endIndex }
    /// The reader at a position.
    public subscript(position: Int) -> Reader { readers[position] }
}
