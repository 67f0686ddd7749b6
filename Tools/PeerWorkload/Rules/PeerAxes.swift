internal import ClinicalNotesPolicy

/// The axes of the peers' workload.
struct PeerAxes: Sendable {
    let role: FactAxis<PeerRole>
    let action: FactAxis<PeerAction>
    let compartment: FactAxis<PeerCompartment>
    let status: FactAxis<PeerStatus>
    let purpose: FactAxis<PeerPurpose>
    let authorization: FactAxis<PeerAuthorization>
    let isAuthor: FactAxis<Bool>
    let onCareTeam: FactAxis<Bool>
    let isShared: FactAxis<Bool>
    let isSubject: FactAxis<Bool>
    let sameOrg: FactAxis<Bool>
    let supervised: FactAxis<Bool>
    let suitByPatient: FactAxis<Bool>
    let restricted: FactAxis<Bool>

    /// The names of the axes that a store knows of each note.
    static let columns = [
        "compartment", "status", "isAuthor", "onCareTeam", "isShared", "isSubject", "sameOrg", "restricted",
    ]

    init(in vocabulary: inout FactVocabulary) {
        role = vocabulary.axis("role")
        action = vocabulary.axis("action")
        compartment = vocabulary.axis("compartment")
        status = vocabulary.axis("status")
        purpose = vocabulary.axis("purpose")
        authorization = vocabulary.axis("authorization")
        isAuthor = vocabulary.flag("isAuthor")
        onCareTeam = vocabulary.flag("onCareTeam")
        isShared = vocabulary.flag("isShared")
        isSubject = vocabulary.flag("isSubject")
        sameOrg = vocabulary.flag("sameOrg")
        supervised = vocabulary.flag("supervised")
        suitByPatient = vocabulary.flag("suitByPatient")
        restricted = vocabulary.flag("restricted")
    }
}
