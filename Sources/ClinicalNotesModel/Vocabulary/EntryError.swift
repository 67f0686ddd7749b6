/// What was wrong with a note that was entered in error.
///
/// It decides: a note of the wrong patient is nobody's to see but its author's and the privacy officer's.
@nonexhaustive
public enum EntryError: Hashable, Sendable {
    /// It is about somebody else than whose chart it is on.
    case wrongPatient
    /// It says again what another note says.
    case duplicate
    /// What it says is wrong.
    case wrongContent
    /// A reason of the host's own.
    case other(HostWord)

    /// The code's name, as it is stored: a host's own word stands behind `host:`.
    public var code: String {
        switch self {
        case .wrongPatient: "wrong-patient"
        case .duplicate: "duplicate"
        case .wrongContent: "wrong-content"
        case .other(let word): Self.ofHost + word.description
        }
    }

    private static let ofHost = "host:"

    /// The reason of a code's name, or `nil` if there is none.
    public init?(code: String) {
        switch code {
        case "wrong-patient": self = .wrongPatient
        case "duplicate": self = .duplicate
        case "wrong-content": self = .wrongContent
        default:
            guard code.hasPrefix(Self.ofHost) else { return nil }
            let word = HostWord(String(code.dropFirst(Self.ofHost.count)))
            guard word.isWellFormed else { return nil }
            self = .other(word)
        }
    }
}

extension EntryError: Codable, CustomStringConvertible {
    /// The code's name.
    public var description: String { code }

    /// Decodes the code's name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let reason = EntryError(code: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no such reason")
        }
        self = reason
    }

    /// Encodes the code's name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
