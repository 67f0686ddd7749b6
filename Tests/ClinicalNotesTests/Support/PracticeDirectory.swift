import ClinicalNotes
import Synchronization

/// The host's answers, as a test sets them.
final class PracticeDirectory: Relationships {
    private struct Pair: Hashable {
        let patient: PatientID
        let principal: PrincipalID
    }

    private let teams = Mutex<Set<Pair>>([])
    private let unverified = Mutex<Set<PrincipalID>>([])
    private let silent = Mutex(false)
    private let people = Mutex<[PrincipalID]?>(nil)

    func join(_ principal: PrincipalID, _ patient: PatientID) {
        teams.withLock { _ = $0.insert(Pair(patient: patient, principal: principal)) }
    }

    func leave(_ principal: PrincipalID, _ patient: PatientID) {
        teams.withLock { _ = $0.remove(Pair(patient: patient, principal: principal)) }
    }

    func doubt(_ principal: PrincipalID) { unverified.withLock { _ = $0.insert(principal) } }

    func list(_ principals: [PrincipalID]) { people.withLock { $0 = principals } }

    func fallSilent() { silent.withLock { $0 = true } }

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        if silent.withLock({ $0 }) { return .unknown }
        return .known(teams.withLock { $0.contains(Pair(patient: patient, principal: principal)) })
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        if silent.withLock({ $0 }) { return .unknown }
        return .known(!unverified.withLock { $0.contains(principal) })
    }

    func principals(at moment: Instant) async -> Fact<[PrincipalID]> {
        people.withLock { $0 }.map { .known($0) } ?? .unknown
    }
}
