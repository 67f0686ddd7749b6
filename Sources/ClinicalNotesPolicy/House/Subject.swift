/// What a house rule may ask of the patient whose record it is.
public enum Subject {
    /// Is so many years old, or older.
    public static func isAtLeast(_ years: Int) -> HouseCondition<EveryScope> {
        HouseCondition(.age(atLeast: years, true))
    }

    /// A minor who alone consented to the service, as state law allows.
    public static let consentedAlone = HouseCondition<EveryScope>(.flag(.consentedAlone, true))
    /// A minor whose parent agreed to confidentiality.
    public static let hasConfidentialityAgreement = HouseCondition<EveryScope>(
        .flag(.agreedToConfidentiality, true)
    )
    /// Has died.
    public static let isDeceased = HouseCondition<EveryScope>(.flag(.deceased, true))
    /// Is an inmate.
    public static let isInmate = HouseCondition<EveryScope>(.flag(.inmate, true))
}
