public import ClinicalNotesModel

/// What a house rule may ask of what is done, and why.
public enum Request {
    /// What is done.
    public static let action = HouseAxis<NoteAction, EveryScope>(.action)
    /// Why, as stated.
    public static let purpose = HouseAxis<PurposeOfUse, ThirdPartyScope>(.purpose)
}
