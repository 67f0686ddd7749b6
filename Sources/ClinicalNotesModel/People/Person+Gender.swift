extension Person {
    /// The gender that a person is known under for administrative purposes.
    public enum Gender: String, CaseIterable, Hashable, Sendable, Codable {
        /// Female.
        case female
        /// Male.
        case male
        /// Another one.
        case other
    }
}
