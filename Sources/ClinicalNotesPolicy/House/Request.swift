public import ClinicalNotesModel

/// What a house rule may ask of what is done, and why.
public enum Request {
    /// What is done; house rules are about reading and giving away, not about writing.
    public static let action = HouseAxis<NoteAction, EveryScope>(.action)
    /// Whose law is applied.
    public static let jurisdiction = HouseAxis<Jurisdiction, EveryScope>(.jurisdiction)
    /// Why, as stated.
    public static let purpose = HouseAxis<PurposeOfUse, ThirdPartyScope>(.purpose)
    /// The hour on the host's clock.
    public static let hour = HourAxis()
    /// Where the principal is, as the host knows.
    public static let location = HouseAxis<HostWord, ThirdPartyScope>(.location)
    /// The patient's own authorization or consent covers it.
    public static let isAuthorized = HouseCondition<ThirdPartyScope>(.flag(.authorized, true))
    /// The authorizations or consents of everybody whom the note is about cover it.
    public static let isAuthorizedByAll = HouseCondition<ThirdPartyScope>(.flag(.authorizedByAll, true))
}
