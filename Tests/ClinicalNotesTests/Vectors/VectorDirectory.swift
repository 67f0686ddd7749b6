import ClinicalNotes
import Synchronization

/// The host's answers as a vector gives them: about the one who asks; everybody else is verified and on the team.
final class VectorDirectory: Relationships {
    struct Answers: Sendable {
        let principal: PrincipalID
        let careTeam: Fact<Bool>
        let isVerified: Fact<Bool>
    }

    private let answers = Mutex<Answers?>(nil)

    func answer(_ given: Answers) { answers.withLock { $0 = given } }

    func careTeam(of patient: PatientID, includes principal: PrincipalID, at moment: Instant) async -> Fact<
        Bool
    > {
        answers.withLock { $0?.principal == principal ? $0?.careTeam : nil } ?? .known(true)
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        answers.withLock { $0?.principal == principal ? $0?.isVerified : nil } ?? .known(true)
    }
}
