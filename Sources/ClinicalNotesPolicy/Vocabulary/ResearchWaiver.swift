/// Who waived the authorization for research, 45 CFR 164.512(i)(1)(i).
public enum ResearchWaiver: String, CaseIterable, Hashable, Sendable, Codable {
    /// Nobody.
    case none
    /// An institutional review board.
    case irb
    /// A privacy board.
    case privacyBoard = "privacy-board"
}
