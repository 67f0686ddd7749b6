internal import ClinicalNotes
internal import Synchronization

/// What only the host knows: here, a practice whose care team treats every patient together.
///
/// A real host asks its own records. Whatever it cannot tell it answers with `.unknown`, which opens nothing.
final class PracticeDirectory: Relationships {
    private let careTeam = Mutex<Set<PrincipalID>>([])
    private let known = Mutex<Set<PrincipalID>>([])

    /// The host's records of a practice that is there: who treats its patients, and who has shown who they are.
    convenience init(of practice: Practice) throws {
        self.init()
        for id in [Member.ID.originator, .colleague] { join(try practice[id].principal) }
        for member in practice.members { verify(member.principal) }
        verify(practice.consultant.principal)
    }

    /// Puts somebody on the care team.
    func join(_ principal: PrincipalID) { careTeam.withLock { _ = $0.insert(principal) } }

    /// Notes that somebody has shown who they are.
    func verify(_ principal: PrincipalID) { known.withLock { _ = $0.insert(principal) } }

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        .known(careTeam.withLock { $0.contains(principal) })
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        .known(known.withLock { $0.contains(principal) })
    }
}
