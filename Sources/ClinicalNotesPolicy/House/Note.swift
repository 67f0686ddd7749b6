public import ClinicalNotesModel

/// What a house rule may ask of the note.
public enum Note {
    /// What kind of document it is.
    public static let kind = HouseAxis<NoteKind, EveryScope> { .kind(Set($0), true) }
    /// Where it is kept.
    public static let compartment = HouseAxis<Compartment, EveryScope>(.compartment)
    /// Where it is in its life.
    public static let status = HouseAxis<NoteStatus, EveryScope>(.status)
    /// Whether the patient's browsing shows it now; it never matters to anybody else.
    public static let release = ReleaseAxis()
    /// The labels that the host put on it.
    public static let label = HouseAxis<HostWord, EveryScope>(.label)
    /// The unit of the host's that it belongs to.
    public static let unit = HouseAxis<HostWord, EveryScope>(.noteUnit)

    /// Has been there for so many hours, or longer.
    public static func isAtLeast(hoursOld hours: Int) -> HouseCondition<EveryScope> {
        HouseCondition(.hoursOld(atLeast: hours, true))
    }

    /// Has not been there for so many hours yet.
    public static func isUnder(hoursOld hours: Int) -> HouseCondition<EveryScope> {
        HouseCondition(.hoursOld(atLeast: hours, false))
    }

    /// Is about more than one patient.
    public static let hasSeveralSubjects = HouseCondition<EveryScope>(.flag(.severalSubjects, true))
    /// Can be shown without what is about others than the patient.
    public static let isSegmentable = HouseCondition<EveryScope>(.flag(.segmentable, true))
}
