internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// The statements that a policy must keep: about every policy, and about the law of its jurisdictions.
    static func about(_ policy: Policy) -> [Statement] {
        let covered = jurisdictions(of: policy)
        let elsewhere = Jurisdiction.allCases.filter { !covered.contains($0) }.map { jurisdiction in
            never(
                "scope.\(jurisdiction.rawValue)",
                "Nothing is permitted under a law that the policy does not hold.",
                .hipaa(502, "(a)"),
                [.jurisdiction(jurisdiction)]
            )
        }
        return Jurisdiction.allCases.filter { covered.contains($0) }.flatMap { jurisdiction in
            about(jurisdiction).map { $0.about(jurisdiction) }
        } + monotone + houseCloses + declaredElsewhere + elsewhere
    }

    private static let unitedStates: [Statement] = [
        verification,
        creating("record", (.hipaa(312, "(c)(1)"), .hipaa(312, "(a)(1)"), .hipaa(312, "(a)(2)(ii)"))),
        writing, restrictions, psychotherapy, access, representatives, amendment, treatment, legalProcess,
        publicInterest, authorizations, severalSubjects, substanceUse, counseling, declared, order,
        papers("papers", .unitedStates), joining(OutcomeCase.unitedStates),
    ].flatMap(\.self)

    /// The jurisdictions that some permission of a policy names.
    private static func jurisdictions(of policy: Policy) -> [Jurisdiction] {
        Jurisdiction.allCases.filter { jurisdiction in
            var facts = FactWords()
            facts.set(Layout.jurisdiction, ordinal: jurisdiction.ordinal)
            return policy.compiled.rules.contains { rule in
                rule.kind == .permission && rule.when.contains { Term($0).may(facts) }
            }
        }
    }

    private static func about(_ jurisdiction: Jurisdiction) -> [Statement] {
        switch jurisdiction {
        case .unitedStates: unitedStates
        case .unitedKingdom: unitedKingdom
        }
    }
}

/// What regions are made of, in the words of the law.
enum Region {
    /// Seeing content: inside, or outside by disclosure or copy.
    static let content: [NoteAction] = [.read, .disclose, .export]
    static let finished: Condition = .status(.signed, .cosigned, .amended, .addended)
    /// Clinicians of the holder; whoever says to be the originator must be.
    static let clinicians: [PrincipalRole] = [
        .treatingClinician, .otherClinicianSameOrg, .trainee, .supervisor,
    ]
    static let onRecord: Condition = .status(.signed, .cosigned, .amended, .addended, .enteredInError)
    static let protected: Condition = .compartment(.psychotherapy, .substanceUseCounseling)
    static let part2: Condition = .compartment(.substanceUse, .substanceUseCounseling)
    static let ordinary: Condition = .compartment(.general, .psychotherapy)
    /// 164.502(a)(2)(ii) and 164.512: what an individual's restriction does not reach.
    static let publicInterest: [PurposeOfUse] = [
        .requiredByLaw, .judicialProceeding, .lawEnforcement, .healthOversight, .hhsCompliance, .coroner,
        .funeral, .organDonation, .seriousThreat, .publicHealth, .abuseReport, .workersComp,
        .specializedGovernment,
    ]
    /// The patient's rights beside access.
    static let rights: [NoteAction] = [.requestAmendment, .requestAccounting, .annotate]
    static let writing: [NoteAction] = [
        .create, .edit, .sign, .cosign, .amend, .delete, .markEnteredInError, .setSharing,
    ]

    /// Somebody verified, a finished note, nothing claimed falsely: whatever the host says.
    static func compelled(_ conditions: [Condition] = []) -> [Condition] {
        [.lane(.thirdParty), .that(.verified), finished, .role(unclaimed)] + conditions
    }

    /// The same where no rule of the host stands against it.
    static func open(_ conditions: [Condition] = []) -> [Condition] {
        [.lane(.thirdParty), .that(.verified), finished, .role(unclaimed), .not(.houseDenies)] + conditions
    }

    /// The same where the patient restricted nothing.
    static func unrestricted(_ conditions: [Condition] = []) -> [Condition] {
        [.lane(.thirdParty), .that(.verified), finished, .role(unclaimed)]
            + [.not(.houseDenies, .paidInFullBlocks, .agreedBlocks)] + conditions
    }

    /// The author at work inside the holder.
    static func author(_ conditions: [Condition] = []) -> [Condition] {
        [.that(.verified, .isAuthor, .inHouse)] + conditions
    }

    /// The patient, or who lawfully stands in the patient's place, asks for what is about the patient.
    static func asking(_ conditions: [Condition] = []) -> [Condition] {
        [.that(.verified, .standing, .patientIsSubject)] + conditions
    }

    static func thirdParty(_ conditions: [Condition] = []) -> [Condition] {
        [.lane(.thirdParty)] + conditions
    }

    /// Seen by third parties without any paper of those whose record it is.
    static func unasked(_ conditions: [Condition] = []) -> [Condition] {
        thirdParty([seeing, unpermitted, .not(.counselingConsentedByAll)]) + conditions
    }

    /// A record of a substance use disorder program, within it.
    static func program(_ conditions: [Condition] = []) -> [Condition] {
        unrestricted([.compartment(.substanceUse), .that(.fromProgram)]) + conditions
    }

    /// A substance use disorder record in anybody's hands.
    static func record(_ conditions: [Condition] = []) -> [Condition] {
        thirdParty([.compartment(.substanceUse)] + conditions)
    }

    static let seeing: Condition = .action(content)
    /// Several people's, whole, without all of them having permitted it.
    static let indivisible: [Condition] = [
        .that(.severalSubjects), .not(.segmentable, .authorizedByAll),
    ]
    /// Opened by somebody without relation to the patient, not sent to them.
    static let strangers: [Condition] = [.action(.read, .export), .not(.careTeam)]
    /// Who finds out what became of what was filed on the wrong chart, 45 CFR 164.402.
    static let privacyOfficer: [Condition] = [
        .role(.operations, .administrator), .that(.inHouse, .wrongPatient), .action(.read),
        .purpose(.operations),
    ]
    /// Who may set right what an author who is gone signed.
    static let setsRight: [Condition] = [
        .role(.supervisor, .operations, .administrator), .that(.inHouse, .authorUnavailable),
    ]
    /// A demand of HHS that compels.
    static let demanded: [Condition] = [
        .role(.hhs), .purpose(.hhsCompliance), .instrument(.hhsDemand), .that(.mandatory),
    ]
    /// The court and the parties of a proceeding.
    static let parties: Condition = .role(.court, .opposingAttorney, .attorneyForProvider)
    /// Nobody whose record it is permitted it.
    static let unpermitted: Condition = .not(.authorized, .authorizedByAll, .consented, .consentedByAll)

    /// Everybody but those in the patient's place.
    static let others = PrincipalRole.allCases.filter {
        ![.patient, .personalRepresentative, .parent].contains($0)
    }
    /// Those whom process in a criminal matter names.
    static let officials: Condition = .role(.lawEnforcement, .court)

    static func anybody(but roles: PrincipalRole...) -> Condition {
        .role(PrincipalRole.allCases.filter { !roles.contains($0) })
    }

    static let unclaimed = PrincipalRole.allCases.filter { $0 != .originator }
}
