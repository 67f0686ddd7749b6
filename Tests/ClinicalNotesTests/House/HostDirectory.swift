import ClinicalNotes
import Synchronization
import TestSupport

/// A host that has words of its own for people and places.
final class HostDirectory: Relationships {
    private struct Told: Sendable {
        var units: [PrincipalID: Set<HostWord>] = [:]
        var location: Fact<HostWord?> = .known(nil)
        var colleagues: Set<PatientID> = []
        var asked: Set<String> = []
    }

    private let base: PracticeDirectory
    private let told = Mutex(Told())

    init(_ base: PracticeDirectory) { self.base = base }

    func place(_ principal: PrincipalID, in units: Set<HostWord>) {
        told.withLock { $0.units[principal] = units }
    }

    func say(_ location: Fact<HostWord?>) { told.withLock { $0.location = location } }

    func employ(_ patient: PatientID) { told.withLock { _ = $0.colleagues.insert(patient) } }

    /// What was asked for of the host's own words.
    var asked: Set<String> { told.withLock { $0.asked } }

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        await base.careTeam(of: patient, includes: principal, at: moment)
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        await base.isVerified(principal, at: moment)
    }

    func units(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostWord>> {
        .known(
            told.withLock { told in
                told.asked.insert("units")
                return told.units[principal] ?? []
            }
        )
    }

    func location(of principal: PrincipalID, at moment: Instant) async -> Fact<HostWord?> {
        told.withLock { told in
            told.asked.insert("location")
            return told.location
        }
    }

    func isColleague(_ patient: PatientID, at moment: Instant) async -> Fact<Bool> {
        .known(
            told.withLock { told in
                told.asked.insert("colleagues")
                return told.colleagues.contains(patient)
            }
        )
    }
}
