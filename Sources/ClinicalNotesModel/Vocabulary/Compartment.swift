/// A separately keyed section of an owner's notes.
///
/// The raw value is part of the sealed formats and never changes.
public enum Compartment: UInt8, CaseIterable, Hashable, Sendable, Codable {
    /// The general medical record.
    case general = 1
    /// Psychotherapy notes, 45 CFR 164.501.
    case psychotherapy = 2
    /// Substance use disorder records, 42 CFR Part 2.
    case substanceUse = 3
    /// Substance use disorder counseling notes, 42 CFR 2.11.
    case substanceUseCounseling = 4

    /// How the compartment's keys are opened.
    public var custody: Custody {
        switch self {
        case .general, .substanceUse: .ordinary
        case .psychotherapy, .substanceUseCounseling: .granted
        }
    }

    /// The least strict compartment that protects what either does.
    package func joined(with other: Compartment) -> Compartment {
        switch (self, other) {
        case (let one, let two) where one == two: one
        case (.general, let stricter), (let stricter, .general): stricter
        default: .substanceUseCounseling
        }
    }
}

extension Compartment: CustomStringConvertible {
    /// The compartment in words, such as `substance use`.
    public var description: String {
        switch self {
        case .general: "general"
        case .psychotherapy: "psychotherapy"
        case .substanceUse: "substance use"
        case .substanceUseCounseling: "substance use counseling"
        }
    }
}
