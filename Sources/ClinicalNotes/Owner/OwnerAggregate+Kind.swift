internal import ClinicalNotesModel

extension OwnerAggregate {
    /// What an owner is; it never becomes another.
    enum Kind: Hashable, Sendable {
        /// A patient, who may be enrolled to use the portal.
        case patient
        /// Patients whose shared notes live under one owner.
        case group
        /// Somebody who is enrolled and no patient.
        case principal
        /// The practice itself.
        case practice
    }

    /// What the owner is, or `nil` if its record says what only owners of several kinds say together, or nothing.
    func kind(of owner: OwnerID, in tenant: TenantID) -> Kind? {
        guard !linked.contains(PrincipalID(owner.bytes)) else { return nil }
        let hasPeople = !persons.isEmpty || staff != nil || !members.isEmpty
        if owner.bytes == tenant.bytes {
            return hasPeople || !groups.isEmpty || enrollment != nil || !linked.isEmpty ? nil : .practice
        }
        let isEnrolledAsPatient = enrollment.map { $0.affiliation.role == .patient }
        guard members.isEmpty else {
            let isGroup = staff == nil && enrollment == nil && groups.isEmpty && linked.isEmpty
            return isGroup && Set(persons.keys) == Set(members) ? .group : nil
        }
        guard staff == nil else {
            let isPrincipal = persons.isEmpty && groups.isEmpty && directives.isEmpty && holds.isEmpty
            return isPrincipal && isEnrolledAsPatient == false ? .principal : nil
        }
        return Set(persons.keys) == [owner.patient] && isEnrolledAsPatient != false ? .patient : nil
    }
}
