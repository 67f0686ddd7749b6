public import ClinicalNotesModel

/// What a house rule may ask of the patient whose record it is.
public enum Subject {
    /// Is so many years old, or older.
    public static func isAtLeast(_ years: Int) -> HouseCondition<EveryScope> {
        HouseCondition(.age(atLeast: years, true))
    }

    /// Is younger than so many years.
    public static func isUnder(_ years: Int) -> HouseCondition<EveryScope> {
        HouseCondition(.age(atLeast: years, false))
    }

    /// The labels that the host put on the person.
    public static let label = HouseAxis<HostWord, EveryScope>(.subjectLabel)

    /// Is one of these patients.
    public static func isOne(of patients: PatientID...) -> HouseCondition<EveryScope> {
        HouseCondition(.values(.subjectID, Set(patients.map { .person($0.bytes) }), true))
    }

    /// Works for the holder, too.
    public static let worksHere = HouseCondition<EveryScope>(.values(.worksHere, [.yes], true))
    /// A minor who alone consented to the service, as state law allows.
    public static let consentedAlone = HouseCondition<EveryScope>(.flag(.consentedAlone, true))
    /// A minor who asked that the parent be representative, 45 CFR 164.502(g)(3)(i)(A).
    public static let askedForParent = HouseCondition<EveryScope>(.flag(.askedForParent, true))
    /// A minor whose parent agreed to confidentiality.
    public static let hasConfidentialityAgreement = HouseCondition<EveryScope>(
        .flag(.agreedToConfidentiality, true)
    )
    /// A minor whose record a licensed professional decided not to show to the parent.
    public static let professionalRefusesParent = HouseCondition<EveryScope>(
        .flag(.professionalRefusesParent, true)
    )
    /// Has died.
    public static let isDeceased = HouseCondition<EveryScope>(.flag(.deceased, true))
    /// Is an inmate.
    public static let isInmate = HouseCondition<EveryScope>(.flag(.inmate, true))
}
