/// Why one person alone declared a recovery; more reasons may come.
public struct SoloReason: Hashable, Sendable, CustomStringConvertible {
    private enum Base: String {
        case soleProvider = "sole-provider"
        case othersUnavailable = "others-unavailable"
    }

    private let base: Base
    private init(_ base: Base) { self.base = base }

    /// The practice has one person, and no patient who could approve.
    public static let soleProvider = SoloReason(.soleProvider)
    /// There are others, and none of them can approve in time.
    public static let othersUnavailable = SoloReason(.othersUnavailable)

    /// The reason's code.
    public var description: String { base.rawValue }

    /// The reason of a code, or `nil` if this version knows none such.
    init?(code: String) {
        guard let base = Base(rawValue: code) else { return nil }
        self.base = base
    }

    /// The reason in words.
    var words: String {
        switch base {
        case .soleProvider: "the practice has one person"
        case .othersUnavailable: "nobody else could approve"
        }
    }
}
