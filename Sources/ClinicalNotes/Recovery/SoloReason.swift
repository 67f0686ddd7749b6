/// Why one person alone declared a recovery; more reasons may come.
@nonexhaustive
public enum SoloReason: String, Codable, Sendable, CustomStringConvertible {
    /// The practice has one person, and no patient who could approve.
    case soleProvider = "sole-provider"
    /// There are others, and none of them can approve in time.
    case othersUnavailable = "others-unavailable"

    /// The reason's code.
    public var description: String { rawValue }

    /// The reason in words.
    var words: String {
        switch self {
        case .soleProvider: "the practice has one person"
        case .othersUnavailable: "nobody else could approve"
        }
    }
}
