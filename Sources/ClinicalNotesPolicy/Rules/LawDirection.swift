internal import ClinicalNotesModel

/// A direction of law as a type, so that a rule cannot be written into the wrong one.
protocol LawDirection: Sendable {
    static var direction: RuleDirection { get }
    /// What every rule of the direction asks for.
    static var scope: [Condition] { get }
}

/// Use inside the holder and disclosure outside.
enum ThirdParty: LawDirection {
    static let direction = RuleDirection.thirdParty
    static let scope: [Condition] = [.lane(.thirdParty)]
}

/// The patient's own access, also by a copy directed to somebody.
enum Patient: LawDirection {
    static let direction = RuleDirection.patient
    static let scope: [Condition] = [.lane(.access, .directed)]
}

/// Access by somebody in the patient's place.
enum Representative: LawDirection {
    static let direction = RuleDirection.representative
    static let scope: [Condition] = [.lane(.access), .role(.personalRepresentative, .parent)]
}

/// Writing and keeping the record.
enum RecordKeeping: LawDirection {
    static let direction = RuleDirection.recordKeeping
    static let scope: [Condition] = [.lane(.recordKeeping)]
}

/// Verification.
enum Everyone: LawDirection {
    static let direction = RuleDirection.everyone
    static let scope: [Condition] = []
}
