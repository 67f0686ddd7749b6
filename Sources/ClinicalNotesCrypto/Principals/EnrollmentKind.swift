/// As what somebody is enrolled; more kinds may come.
public struct EnrollmentKind: RawRepresentable, Hashable, Sendable {
    /// The number in the statement.
    public let rawValue: UInt8

    /// Names a kind by its number.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A clinician.
    public static let clinician = EnrollmentKind(rawValue: 1)
    /// Other staff.
    public static let staff = EnrollmentKind(rawValue: 2)
    /// A patient.
    public static let patient = EnrollmentKind(rawValue: 3)
    /// A personal representative.
    public static let representative = EnrollmentKind(rawValue: 4)
    /// Somebody outside.
    public static let outsider = EnrollmentKind(rawValue: 5)
    /// A program, such as an importer.
    public static let service = EnrollmentKind(rawValue: 6)
    /// The institution's recovery key, kept offline.
    public static let recovery = EnrollmentKind(rawValue: 7)
}
