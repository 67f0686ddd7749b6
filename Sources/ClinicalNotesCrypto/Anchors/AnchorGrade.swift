/// What an anchor can promise; more grades may come.
public struct AnchorGrade: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The grade's rank.
    public let rawValue: UInt8

    /// Names a grade by its rank.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Detects mixing; a consistent rollback of everything stays unseen.
    public static let none = AnchorGrade(rawValue: 0)
    /// Remembers what was last seen on this device.
    public static let device = AnchorGrade(rawValue: 1)
    /// Remembered outside the store, for all instances.
    public static let shared = AnchorGrade(rawValue: 2)
    /// Signed by a witness of its own.
    public static let witness = AnchorGrade(rawValue: 3)

    /// Orders by what is promised.
    public static func < (left: AnchorGrade, right: AnchorGrade) -> Bool { left.rawValue < right.rawValue }

    /// The grade's name.
    public var description: String {
        switch self {
        case .none: "unanchored"
        case .device: "device"
        case .shared: "shared"
        case .witness: "witness"
        default: "grade \(rawValue)"
        }
    }
}
