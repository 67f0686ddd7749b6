public import ClinicalNotesModel

/// A recovery as it is on the practice's record: what was declared, when, and on whose word.
public struct RecoveryDeclaration: Hashable, Codable, Sendable {
    private static let version: UInt8 = 1

    /// What was declared.
    public let kind: RecoveryKind
    /// When.
    public let at: Instant
    /// Who approved.
    public let approvers: [PrincipalID]
    /// Why one person alone did; `nil` if two approved.
    public let soloReason: SoloReason?

    /// What an explanation says of it.
    public var sentence: String {
        let word = soloReason.map { "on the word of one person alone, because \($0.words)" }
        return "On \(at.rfc3339) \(kind.words), \(word ?? "on the word of two people")."
    }

    /// What the audit entry says of it, in codes.
    var codes: [String] {
        approvers.map { "approved-by-\($0)" } + (soloReason.map { ["solo-\($0)"] } ?? [])
    }

    init(_ kind: RecoveryKind, at: Instant, by approvers: [PrincipalID], alone soloReason: SoloReason?) {
        self.kind = kind
        self.at = at
        self.approvers = approvers
        self.soloReason = soloReason
    }

    func encode(into writer: inout ByteWriter) {
        writer.integer(Self.version)
        writer.text(kind.description)
        writer.instant(at)
        writer.list(approvers) { $0.identifier($1) }
        writer.optional(soloReason) { $0.text($1.description) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        guard try reader.integer(UInt8.self) == Self.version,
            let kind = RecoveryKind(rawValue: try reader.text())
        else { throw MalformedBytes() }
        self.kind = kind
        at = try reader.instant()
        approvers = try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
        soloReason = try reader.optional { reader throws(MalformedBytes) in
            guard let reason = SoloReason(rawValue: try reader.text()) else { throw MalformedBytes() }
            return reason
        }
    }
}
