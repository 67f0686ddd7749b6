/// How far the key that certifies enrollments is out of reach of whoever runs the vault; more grades may come.
public struct AuthorityGrade: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The grade's rank.
    public let rawValue: UInt8

    /// Names a grade by its rank.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Every process that opens the practice holds the key, and can certify any keys for anybody.
    public static let local = AuthorityGrade(rawValue: 0)
    /// The key is outside: the vault only checks certificates that are carried in.
    public static let outside = AuthorityGrade(rawValue: 1)

    /// Orders by what is promised.
    public static func < (left: AuthorityGrade, right: AuthorityGrade) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The grade's name.
    public var description: String {
        switch self {
        case .local: "local"
        case .outside: "outside"
        default: "grade \(rawValue)"
        }
    }
}
