internal import ClinicalNotesModel

/// Who puts on record what lets somebody see, and who somebody is, where one body of law says so.
///
/// Who may is the same under every law: nobody lets themselves in. Law says who signs and what is kept, and leaves open who
/// of the holder's staff does it; there good practice is cited beside it.
struct PaperLaw: Sendable {
    /// Papers that the patient signs and revokes.
    struct Signed: Sendable {
        /// How rules about them are named.
        let name: String
        /// How sentences name them.
        let what: String
        let kinds: [PaperKind]
        let signing: Citation
        let revoking: Citation
    }

    /// How the names of the rules begin.
    let prefix: String
    /// What the patient signs.
    let signed: [Signed]
    /// That what was signed is kept by the holder's staff.
    let keeping: Citation
    /// That legal process is looked at before it counts.
    let process: Citation
    /// Who acts for the patient, and that this is verified.
    let representation: Citation
    /// That a paper is relied on only as far as that is reasonable.
    let relying: Citation
    /// That a patient's revocation binds.
    let revoking: Citation
    /// What patients may look at.
    let ownRecord: Citation
    /// That what is compiled for a proceeding is no part of it.
    let outsideAccess: Citation
    /// That an investigation is not told to whom it is about.
    let notTold: Citation
    /// What staff may look at.
    let need: Citation
    /// That the record is protected from forgery.
    let integrity: Citation
    /// That it shows who wrote it.
    let authorship: Citation
    /// That access is given by somebody whose office it is.
    let granting: Citation
    /// That whoever comes is who they say.
    let identity: Citation
    /// That the host's own rules may be narrower.
    let house: Citation

    static let separation = Citation.goodPractice("AC-5")
    static let twoPeople = Citation.goodPractice("AC-3(2)")
    static let nonRepudiation = Citation.goodPractice("AU-10")

    /// All of them, in the order in which they are cited.
    var rules: [LawRule] {
        recording + confirming + listing + withdrawing + authoring + enrolling + people + narrowing
    }
}

extension PaperLaw {
    func id(_ name: String) -> String { "\(prefix).\(name)" }

    static func patient(_ conditions: Condition...) -> [Condition] {
        conditions + [.that(.asksForSelf, .patientIsSubject)]
    }

    /// Somebody in the patient's place, who does not gain by it.
    static func inPlace(_ conditions: Condition...) -> [Condition] {
        conditions + [
            .role(.personalRepresentative, .parent), .that(.standing, .patientIsSubject),
            .not(.paperBenefits),
        ]
    }

    static func careTeam(_ conditions: Condition...) -> [Condition] {
        conditions + [.that(.inHouse, .careTeam), .role(Groups.filers)]
    }

    static func office(_ conditions: Condition...) -> [Condition] {
        conditions + [.that(.inHouse), .role(Groups.office)]
    }

    private var narrowing: [LawRule] {
        [
            RecordKeeping.houseProhibition(
                id("house"),
                "A rule of the holder narrows what its staff put on record; never what patients do.",
                citing: house,
                when: [.action(Groups.papers), .role(Groups.others), .that(.houseDenies)]
            )
        ]
    }
}
