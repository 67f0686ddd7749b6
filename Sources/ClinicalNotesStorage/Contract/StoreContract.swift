/// The storage contract: what ``NoteStore`` says, and what the conformance kit checks.
public enum StoreContract {
    /// The version of the contract; each change of what an adapter must do makes it one more.
    public static let version = 1
}
