internal import ClinicalNotes

/// The practice of the demonstration: its vault, its staff and its patients.
struct Practice {
    /// Those whose sight of the notes is shown, in the table's order.
    let members: [Member]
    /// The keys of a clinician outside the practice, who reads what a patient authorizes.
    let consultant: Keyring
    let ana: PatientID
    let ben: PatientID
    let mia: PatientID
    let nadia: PatientID
    let tom: PatientID

    /// The charts of those whom the sessions are about.
    var patients: [PatientID] { [ana, ben, mia, nadia, tom] }

    subscript(id: Member.ID) -> Member {
        get throws {
            guard let member = members.first(where: { $0.id == id }) else {
                throw DemonstrationError("there is no \(id.rawValue)")
            }
            return member
        }
    }
}
