extension Enrollment.Affiliation {
    /// A clinician of the practice.
    public static let treatingClinician = Self(role: .treatingClinician)
    /// A clinical supervisor of the practice.
    public static let supervisor = Self(role: .supervisor)
    /// The practice's billing staff.
    public static let billing = Self(role: .billing)
    /// The practice's staff of health care operations, whose office it is to keep papers.
    public static let operations = Self(role: .operations)
    /// The practice's administration, whose office it is to keep papers.
    public static let administrator = Self(role: .administrator)
}
