/// Which compartment's content a sealed field belongs to; exists in types only.
public protocol ContentSection: Sendable {
    /// The compartment.
    static var compartment: Compartment { get }
}

/// The four sections, one a compartment.
public enum ContentSections {
    /// The general record.
    public enum General: ContentSection {
        /// The general record.
        public static var compartment: Compartment { .general }
    }

    /// Psychotherapy notes.
    public enum Psychotherapy: ContentSection {
        /// Psychotherapy notes.
        public static var compartment: Compartment { .psychotherapy }
    }

    /// Substance use disorder records.
    public enum SubstanceUse: ContentSection {
        /// Substance use disorder records.
        public static var compartment: Compartment { .substanceUse }
    }

    /// Substance use disorder counseling notes.
    public enum SubstanceUseCounseling: ContentSection {
        /// Substance use disorder counseling notes.
        public static var compartment: Compartment { .substanceUseCounseling }
    }
}
