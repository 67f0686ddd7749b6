internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// A principal at work for one purpose: the only way to notes.
///
/// A session holds the principal's unlocked keyring, if one was given, and nothing of it outlives the session.
/// Every call decides anew; nothing is handed out before its audit entry is durable.
///
/// ```swift
/// let desk = try await vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
/// let visit = try await desk.document(session)
/// try await desk.sign(visit.summary)
/// try await desk.release(visit.summary, to: ana)
/// ```
public struct NoteSession: Sendable {
    let core: VaultCore
    let state: SessionState

    /// Who acts.
    public let principal: PrincipalID
    /// For which purpose.
    public let purpose: PurposeOfUse
    /// In which role.
    public let role: PrincipalRole
    /// What was declared about the occasion.
    public let circumstances: Circumstances

    /// The session as it stands now, for one attempt: what is decided on is what the commit expects.
    func pinned() -> NoteSession {
        NoteSession(
            core: core,
            state: state.pinned(),
            principal: principal,
            purpose: purpose,
            role: role,
            circumstances: circumstances
        )
    }

    /// Forgets the keys that the session opened, and locks the keyring.
    public func close() { state.close() }
}
