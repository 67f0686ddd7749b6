internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// The host's answers about people, in time: what is not answered then is unknown, which never opens anything.
///
/// An answer gets half of the time that the call still has, so that the rest is left to decide without it.
struct BoundedRelationships: Relationships {
    private let relationships: any Relationships
    private let patience: Duration
    private let watch = DeadlineWatch()

    init(_ relationships: any Relationships, patience: Duration) {
        self.relationships = relationships
        self.patience = patience
    }

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        await inTime { await $0.careTeam(of: patient, includes: principal, at: moment) }
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        await inTime { await $0.isVerified(principal, at: moment) }
    }

    func hostRoles(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostRole>> {
        await inTime { await $0.hostRoles(of: principal, at: moment) }
    }

    func principals(at moment: Instant) async -> Fact<[PrincipalID]> {
        await inTime { await $0.principals(at: moment) }
    }

    private func inTime<Value: Sendable>(
        _ call: @escaping @Sendable (any Relationships) async -> Fact<Value>
    ) async -> Fact<Value> {
        let deadline = CallTime.step(patience).half
        return await watch.wait(until: deadline, late: .success(.unknown), cancelled: .success(.unknown)) {
            [relationships] () async throws(Never) in await call(relationships)
        }
    }
}
