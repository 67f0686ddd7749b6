import ClinicalNotesPolicy
import PeerWorkload

/// The twelve rules once more, as plain conditions.
struct PeersByHand {
    private let question: PeerQuestion
    private let note: PeerNoteFacts

    init(_ question: PeerQuestion, _ note: PeerNoteFacts) {
        self.question = question
        self.note = note
    }

    /// Whether it is allowed, and the rules that decided, in order.
    var answer: (Bool, [String]) {
        let closed = prohibitions.filter(\.holds).map(\.name)
        guard closed.isEmpty else { return (false, closed) }
        let opened = permissions.filter(\.holds).map(\.name)
        return (!opened.isEmpty, opened)
    }

    private typealias Rule = (name: String, holds: Bool)

    private func does(_ actions: PeerAction...) -> Bool { actions.contains { question.action == .known($0) } }
    private func `is`(_ roles: PeerRole...) -> Bool { roles.contains { question.role == .known($0) } }
    private func `for`(_ purposes: PeerPurpose...) -> Bool {
        purposes.contains { question.purpose == .known($0) }
    }
    private func with(_ authorization: PeerAuthorization) -> Bool {
        question.authorization == .known(authorization)
    }
    private var isFinal: Bool { note.status == .known(.signed) || note.status == .known(.amended) }
    private var isAddiction: Bool { note.compartment == .known(.substanceUse) }
    private var isPsychotherapy: Bool { note.compartment == .known(.psychotherapy) }
    private var isGeneral: Bool { note.compartment == .known(.general) }
    private var prescribes: Bool { `is`(.physician, .psychiatrist, .psychologist) }
    private var owned: Bool { note.sameOrg == .known(true) }
    private var isAuthor: Bool { note.isAuthor == .known(true) }
    private var isSupervised: Bool { question.supervised == .known(true) }
    private var isSued: Bool { question.suitByPatient == .known(true) }

    private var permissions: [Rule] {
        [
            (
                "P1-care-team-treatment",
                does(.read, .amend) && (prescribes || `is`(.nurse)) && note.onCareTeam == .known(true)
                    && `for`(.treatment) && isGeneral
            ),
            (
                "P2-author-own-note",
                does(.read, .amend, .sign, .share, .retract) && isAuthor && `for`(.treatment)
            ),
            (
                "P3-explicit-share",
                does(.read) && note.isShared == .known(true) && `for`(.treatment, .operations) && !isAddiction
            ),
            (
                "P4-subject-access",
                does(.read) && `is`(.patient) && note.isSubject == .known(true) && `for`(.patientRequest)
                    && isFinal
            ),
            (
                "P5-payment-operations",
                does(.read, .disclose) && `is`(.biller, .auditor) && `for`(.payment, .operations) && isFinal
                    && !isAddiction && owned
            ),
            (
                "P6-authorization",
                does(.read, .disclose)
                    && (isPsychotherapy && with(.psychotherapy) || isAddiction && with(.part2)
                        || isGeneral && with(.general))
            ),
            (
                "P7-supervised-training",
                does(.read) && `is`(.trainee) && `for`(.training) && isSupervised && owned && !isAddiction
            ),
            (
                "P8-legal-exceptions",
                does(.read, .disclose)
                    && (`is`(.counsel) && `for`(.legalDefense) && isSued && owned
                        || `is`(.investigator) && `for`(.oversight) || prescribes && `for`(.seriousThreat))
            ),
        ]
    }

    private var prohibitions: [Rule] {
        let isExcepted =
            with(.psychotherapy) || isAuthor && `for`(.treatment)
            || `for`(.training) && `is`(.trainee) && isSupervised && owned
            || `for`(.legalDefense) && isSued && owned || `for`(.oversight) && `is`(.investigator)
            || `for`(.seriousThreat) && prescribes
        return [
            ("F1-psychotherapy-wall", isPsychotherapy && !isExcepted),
            ("F2-draft-privacy", note.status == .known(.draft) && !isAuthor),
            (
                "F3-entered-in-error",
                note.status == .known(.enteredInError) && !(does(.read) && `is`(.auditor))
            ),
            (
                "F4-agreed-restriction",
                note.restricted == .known(true) && does(.read, .disclose) && `for`(.payment, .operations)
            ),
        ]
    }
}
