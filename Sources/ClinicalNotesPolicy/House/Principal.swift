public import ClinicalNotesModel

/// What a house rule may ask of the one who asks; but for who it is, of staff and outsiders alone.
public enum Principal {
    /// The claimed role.
    public static let role = HouseAxis<ThirdPartyRole, ThirdPartyScope>(.role)
    /// The roles of the host's own.
    public static let hostRole = HouseAxis<HostRole, ThirdPartyScope> {
        .values(.hostRole, Set($0.map { .word($0.description) }), true)
    }
    /// The units of the host's that the principal belongs to.
    public static let unit = HouseAxis<HostWord, ThirdPartyScope>(.unit)
    /// Belongs to the unit that the note belongs to, or the note belongs to none.
    public static let isOfNotesUnit = HouseCondition<ThirdPartyScope>(.values(.ofNotesUnit, [.yes], true))

    /// Is one of these people.
    public static func isOne(of people: PrincipalID...) -> HouseCondition<EveryScope> {
        HouseCondition(.values(.principalID, Set(people.map { .person($0.bytes) }), true))
    }

    /// Belongs to the patient's care team, or has or had a relationship with the patient.
    public static let isOnCareTeam = HouseCondition<ThirdPartyScope>(.flag(.careTeam, true))
    /// Is a recorded author of the note.
    public static let isAuthor = HouseCondition<ThirdPartyScope>(.flag(.author, true))
    /// Acts for the entity that holds the note.
    public static let isInHouse = HouseCondition<ThirdPartyScope>(.flag(.inHouse, true))
}
