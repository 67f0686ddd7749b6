internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteScene {
    /// The situations of the page.
    static var all: [NoteScene] {
        ordinary + held + psychotherapy + substanceUse + shared + staffing + minors
    }

    private static var ordinary: [NoteScene] {
        [
            NoteScene("A signed note of the general record"),
            NoteScene("The same note is not released in the portal") { $0.patientBrowses = true },
            NoteScene("A draft") { $0.note.status = .known(.draft) },
            NoteScene("A note that was entered in error") { $0.note.status = .known(.enteredInError) },
            NoteScene("The patient asked for another way of delivery than this one") {
                $0.delivery = DeliveryFacts(matchesConfidentialRequest: .known(false))
            },
            NoteScene("Nobody who asks is verified") { $0.everybodyIsVerified = false },
        ]
    }

    private static var held: [NoteScene] {
        [
            NoteScene("Access to the note would endanger somebody's life or physical safety") {
                $0.note.holds = .known([hold(.endangerLifeOrPhysicalSafety)])
            },
            NoteScene("The same, and another professional upheld it") { scene in
                var upheld = hold(.endangerLifeOrPhysicalSafety)
                upheld.review = .known(.upheld)
                scene.note.holds = .known([upheld])
            },
            NoteScene("Access to a part of the note would endanger somebody's life or physical safety") {
                $0.note.holds = .known([hold(.endangerLifeOrPhysicalSafety, on: .part(2))])
            },
            NoteScene("Reading the note would distress the patient") {
                $0.note.holds = .known([hold(.emotionalDistress)])
            },
            NoteScene("A note that was compiled for a proceeding") {
                $0.note.compiledForProceeding = .known(true)
            },
        ]
    }

    private static var psychotherapy: [NoteScene] {
        [
            NoteScene("A psychotherapy note, and a colleague who did not write it", in: .psychotherapy),
            NoteScene("A psychotherapy note, and its originator", in: .psychotherapy) {
                $0.therapist = staff(author, .originator)
            },
            NoteScene("A psychotherapy note that its originator opened to the patient", in: .psychotherapy) {
                $0.note.sharing = .known(.released)
            },
            NoteScene(
                "A psychotherapy note, and a patient who authorized a colleague and a friend",
                in: .psychotherapy
            ) {
                $0.papers = [
                    paper(.hipaaAuthorization, of: $0.note, to: [.principal(colleague)], for: .treatment),
                    paper(.hipaaAuthorization, of: $0.note, to: [.principal(friend)], for: .patientDirected),
                ]
            },
            NoteScene("The same, and the authorization of the colleague has expired", in: .psychotherapy) {
                scene in
                var expired = paper(
                    .hipaaAuthorization,
                    of: scene.note,
                    to: [.principal(colleague)],
                    for: .treatment
                )
                expired.expires = .known(.before(now))
                scene.papers = [expired]
            },
            NoteScene(
                "A note labeled psychotherapy that is kept with the general record",
                in: .psychotherapy
            ) {
                $0.note.separated = .known(false)
            },
        ]
    }

    private static var substanceUse: [NoteScene] {
        [
            NoteScene(
                "A record of a substance use program, and a clinician outside of it",
                in: .substanceUse
            ),
            NoteScene(
                "The same, and a patient who consented to treatment, payment and operations",
                in: .substanceUse
            ) {
                $0.papers = [
                    paper(.part2ConsentTPO, of: $0.note, to: [.principal(colleague)], for: .treatment)
                ]
            },
            NoteScene("A counseling note of a substance use program", in: .substanceUseCounseling),
        ]
    }

    private static var shared: [NoteScene] {
        [
            NoteScene("A note about two people that can be split") { $0.note.subjects = .known([kim, lou]) },
            NoteScene("A note about two people that cannot be split") {
                $0.note.subjects = .known([kim, lou])
                $0.note.segmentable = .known(false)
            },
            NoteScene("The practice agreed that clinicians do not read it to treat") {
                $0.restrictions = [
                    RestrictionFacts(
                        kind: .known(.agreed),
                        blocksRoles: .known([.treatingClinician]),
                        blocksPurposes: .known([.treatment]),
                        termination: .known(nil)
                    )
                ]
            },
        ]
    }

    private static var staffing: [NoteScene] {
        [
            NoteScene("A clinician of the practice who is not on the care team") {
                $0.therapist = staff(colleague, .treatingClinician, careTeam: .known(false))
            },
            NoteScene("Nobody can say whether the clinician is on the care team") {
                $0.therapist = staff(colleague, .treatingClinician, careTeam: .unknown)
            },
            NoteScene("A clinician off the care team in an emergency, without a recorded reason") {
                $0.therapist = staff(colleague, .treatingClinician, careTeam: .known(false))
                $0.declareEmergency(withReason: false)
            },
            NoteScene("The same with the reason on record") {
                $0.therapist = staff(colleague, .treatingClinician, careTeam: .known(false))
                $0.declareEmergency(withReason: true)
            },
            NoteScene("A clinician asks to disclose inside rather than to read") {
                $0.therapistAction = .disclose
            },
        ]
    }

    private static var minors: [NoteScene] {
        [
            NoteScene("A minor who lawfully consented alone") { $0.makeMinor(consent: .minorAlone) },
            NoteScene("A minor whose parent consented") { $0.makeMinor(consent: .parental) },
        ]
    }

    private mutating func declareEmergency(withReason isJustified: Bool) {
        therapistPurpose = .emergencyTreatment
        emergency = EmergencyFacts(
            treatmentNeeded: .known(true),
            consentUnobtainable: .known(false),
            justified: .known(isJustified)
        )
    }
}
