/// What a house rule may ask of the one who asks; of staff and outsiders alone.
public enum Principal {
    /// The claimed role.
    public static let role = HouseAxis<ThirdPartyRole, ThirdPartyScope>(.role)
    /// The roles of the host's own.
    public static let hostRole = HostRoleAxis()
    /// Belongs to the patient's care team, or has or had a relationship with the patient.
    public static let isOnCareTeam = HouseCondition<ThirdPartyScope>(.flag(.careTeam, true))
    /// Is a recorded author of the note.
    public static let isAuthor = HouseCondition<ThirdPartyScope>(.flag(.author, true))
    /// Acts for the entity that holds the note.
    public static let isInHouse = HouseCondition<ThirdPartyScope>(.flag(.inHouse, true))
}
