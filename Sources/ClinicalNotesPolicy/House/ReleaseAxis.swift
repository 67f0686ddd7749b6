/// The release of a note, to be compared in a house rule about the patient.
public struct ReleaseAxis: Sendable {
    /// What browsing shows.
    public enum State: Hashable, Sendable {
        /// It shows the note, or a part of it; a field that is released by itself does not count.
        case released
        /// It does not, or not yet.
        case withheld
    }

    /// Browsing shows the note, or does not.
    public static func == (_: ReleaseAxis, state: State) -> HouseCondition<OwnRecordScope> {
        HouseCondition(.flag(.released, state == .released))
    }
}
