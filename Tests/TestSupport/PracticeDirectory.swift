internal import ClinicalNotes
package import ClinicalNotesModel
package import ClinicalNotesPolicy
internal import Synchronization

/// The host's answers, as a test sets them: everybody is verified who is not doubted, and on the teams that they joined.
package final class PracticeDirectory: Relationships {
    private struct Pair: Hashable {
        let patient: PatientID
        let principal: PrincipalID
    }

    private let teams = Mutex<Set<Pair>>([])
    private let unverified = Mutex<Set<PrincipalID>>([])
    private let silent = Mutex(false)
    private let people = Mutex<[PrincipalID]?>(nil)

    package init() {}

    package func join(_ principal: PrincipalID, _ patient: PatientID) {
        teams.withLock { _ = $0.insert(Pair(patient: patient, principal: principal)) }
    }

    package func leave(_ principal: PrincipalID, _ patient: PatientID) {
        teams.withLock { _ = $0.remove(Pair(patient: patient, principal: principal)) }
    }

    package func doubt(_ principal: PrincipalID) { unverified.withLock { _ = $0.insert(principal) } }

    package func list(_ principals: [PrincipalID]) { people.withLock { $0 = principals } }

    /// Answers nothing from now on.
    package func fallSilent() { silent.withLock { $0 = true } }

    package func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        if silent.withLock({ $0 }) { return .unknown }
        return .known(teams.withLock { $0.contains(Pair(patient: patient, principal: principal)) })
    }

    package func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        if silent.withLock({ $0 }) { return .unknown }
        return .known(!unverified.withLock { $0.contains(principal) })
    }

    package func principals(at moment: Instant) async -> Fact<[PrincipalID]> {
        people.withLock { $0 }.map { .known($0) } ?? .unknown
    }
}
