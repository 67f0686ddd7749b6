internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.502(g)(2), (4), (5): who acts in an adult's place.
    static let representatives = [
        Representative.prohibition(
            "hipaa.abuse-election",
            "The holder has elected not to recognize somebody who may abuse or endanger the patient.",
            citing: .hipaa(502, "(g)(5)"),
            when: [.that(.abuseElection)]
        ),
        Representative.duty(
            .recordReason,
            id: "hipaa.abuse-election-recorded",
            "The election is recorded with its reason; no letter is sent.",
            citing: .hipaa(502, "(g)(5)"),
            onDenial: [.that(.abuseElection)]
        ),
        RecordKeeping.prohibition(
            "hipaa.abuse-election-rights",
            "Nor does the holder let such a person use the patient's other rights.",
            citing: .hipaa(502, "(g)(5)"),
            when: [
                .action(.requestAmendment, .requestAccounting, .annotate),
                .role(.personalRepresentative, .parent), .that(.abuseElection),
            ]
        ),
        RecordKeeping.duty(
            .recordReason,
            id: "hipaa.abuse-election-rights-recorded",
            "The election is recorded with its reason; no letter is sent.",
            citing: .hipaa(502, "(g)(5)"),
            onDenial: [
                .action(.requestAmendment, .requestAccounting, .annotate),
                .role(.personalRepresentative, .parent), .that(.abuseElection),
            ]
        ),
        Everyone.reason(
            "hipaa.emancipated-minor",
            "An emancipated minor acts as an adult.",
            citing: .hipaa(502, "(g)(2)"),
            onPermit: [.lane(.access, .recordKeeping), .role(.patient), .that(.asksForSelf, .emancipated)]
        ),
        Everyone.reason(
            "hipaa.adult-representative",
            "Whoever lawfully makes an adult's health care decisions stands in the adult's place.",
            citing: .hipaa(502, "(g)(2)"),
            onPermit: [.lane(.access, .recordKeeping), .that(.adultRepresentative)]
        ),
        Everyone.reason(
            "hipaa.executor",
            "An executor stands in the place of the deceased.",
            citing: .hipaa(502, "(g)(4)"),
            onPermit: [.lane(.access, .recordKeeping), .that(.executor)]
        ),
        Everyone.reason(
            "hipaa.representative-right",
            "A representative is treated as the individual.",
            citing: .hipaa(502, "(g)(1)"),
            onPermit: [.lane(.recordKeeping), .role(.personalRepresentative, .parent)]
        ),
        Everyone.reason(
            "hipaa.no-representation",
            "Nobody acts for the patient without authority to make the patient's health care decisions.",
            citing: .hipaa(502, "(g)(2)"),
            onDenial: [
                .lane(.access), .role(.personalRepresentative, .parent), .not(.claimsToRepresent),
            ],
            [.lane(.thirdParty), .purpose(.patientRequest)]
        ),
        Everyone.reason(
            "hipaa.no-executor",
            "Only an executor, or who else has authority under law, acts for the deceased.",
            citing: .hipaa(502, "(g)(4)"),
            onDenial: [
                .lane(.access), .role(.personalRepresentative, .parent), .that(.deceased),
                .not(.claimsToRepresent),
            ],
            [.lane(.thirdParty), .purpose(.patientRequest), .that(.deceased)]
        ),
        Everyone.reason(
            "hipaa.no-representation-for-rights",
            "Only the patient, or who lawfully acts for the patient, uses the rights of amendment and accounting.",
            citing: .hipaa(502, "(g)(2)"),
            onDenial: [
                .action(.requestAmendment, .requestAccounting), .role(.personalRepresentative),
                .not(.claimsToRepresent),
            ]
        ),
        Everyone.reason(
            "hipaa.parent-of-adult",
            "Turning eighteen ends a parent's standing.",
            citing: .hipaa(502, "(g)(2)"),
            .hipaa(502, "(g)(3)(i)"),
            onDenial: [.lane(.access, .recordKeeping), .that(.parentOfAdult)]
        ),
    ]

    /// 45 CFR 164.502(g)(3): minors and their parents.
    static let minors = [
        Representative.duty(
            .writtenDenial,
            id: "hipaa.parent-refused",
            "A parent who is refused gets a neutral letter that does not say who consented to what.",
            citing: .hipaa(502, "(g)(3)(ii)"),
            onDenial: [
                .action(Groups.content), .that(.parentRefused, .patientIsSubject),
                .compartment(.general, .psychotherapy),
            ]
        ),
        Representative.duty(
            .recordReason,
            id: "hipaa.parent-decision-denies",
            "A professional's decision on a parent's access is recorded.",
            citing: .hipaa(502, "(g)(3)(ii)(C)"),
            onDenial: [.action(Groups.content), .that(.parentDeniedByDecision, .patientIsSubject)]
        ),
        Representative.duty(
            .recordReason,
            id: "hipaa.parent-decision-grants",
            "A professional's decision on a parent's access is recorded.",
            citing: .hipaa(502, "(g)(3)(ii)(C)"),
            onPermit: [.action(Groups.content), .that(.parentGrantedByDecision)]
        ),
        Everyone.reason(
            "hipaa.parent-state-law-grants",
            "State law gives the parent access.",
            citing: .hipaa(502, "(g)(3)(ii)(A)"),
            onPermit: [.lane(.access), .that(.parentGrantedByStateLaw)]
        ),
        Everyone.reason(
            "hipaa.parent-professional-grants",
            "A licensed professional decided to give the parent access.",
            citing: .hipaa(502, "(g)(3)(ii)(C)"),
            onPermit: [.lane(.access), .that(.parentGrantedByDecision)]
        ),
        Everyone.reason(
            "hipaa.parent-in-place",
            "A parent stands in the place of a minor.",
            citing: .hipaa(502, "(g)(3)(i)"),
            onPermit: [
                .lane(.access), .that(.parentInPlace),
                .not(.parentGrantedByStateLaw, .parentGrantedByDecision),
            ]
        ),
        Everyone.reason(
            "hipaa.minor-asked-for-the-parent",
            "The minor consented alone and asked that the parent be representative.",
            citing: .hipaa(502, "(g)(3)(i)(A)"),
            onPermit: [
                .lane(.access), .that(.parentInPlace, .minorConsentedAlone, .minorAskedForParent),
                .not(.parentGrantedByStateLaw, .parentGrantedByDecision),
            ]
        ),
        Everyone.reason(
            "hipaa.state-law-permits-the-parent",
            "State law permits the parent's access; a licensed professional decides.",
            citing: .hipaa(502, "(g)(3)(ii)(A)"),
            onPermit: [.lane(.access), .that(.statePermitsParent)]
        ),
        Everyone.reason(
            "hipaa.state-law-permits-undecided",
            "State law permits the parent's access; a licensed professional has not given it.",
            citing: .hipaa(502, "(g)(3)(ii)(A)"),
            onDenial: [.lane(.access, .recordKeeping), .that(.parentRefused, .statePermitsParent)]
        ),
        Everyone.reason(
            "hipaa.parent-without-authority",
            "A parent acts for a minor only with authority to decide about the minor's care.",
            citing: .hipaa(502, "(g)(3)(i)"),
            onDenial: [.lane(.access, .recordKeeping), .role(.parent), .not(.claimsToRepresent)]
        ),
        Everyone.reason(
            "hipaa.parent-state-law-refuses",
            "State law keeps this from the parent.",
            citing: .hipaa(502, "(g)(3)(ii)(B)"),
            onDenial: [.lane(.access, .recordKeeping), .that(.parentRefusedByStateLaw)]
        ),
        Everyone.reason(
            "hipaa.minor-acts-alone",
            "A minor who lawfully consented alone acts as the individual.",
            citing: .hipaa(502, "(g)(3)(i)(A)"),
            onPermit: [.lane(.access), .that(.asksForSelf, .minorConsentedAlone)]
        ),
        Everyone.reason(
            "hipaa.minor-acts-by-court",
            "A minor whose care a court or another authorized person consented to acts as the individual.",
            citing: .hipaa(502, "(g)(3)(i)(B)"),
            onPermit: [.lane(.access), .that(.asksForSelf, .courtConsented)]
        ),
        Everyone.reason(
            "hipaa.minor-whose-parent-is-kept-out",
            "Where state law keeps the parent out, the minor asks.",
            citing: .hipaa(524, "(a)(1)"),
            .hipaa(502, "(g)(3)(ii)(B)"),
            onPermit: [
                .lane(.access), .that(.asksForSelf, .stateKeepsParentOut),
                .not(.minorConsentedAlone, .courtConsented, .parentAgreedToConfidentiality),
            ]
        ),
        Everyone.reason(
            "hipaa.minor-acts-by-agreement",
            "A minor whose parent agreed to confidentiality acts as the individual.",
            citing: .hipaa(502, "(g)(3)(i)(C)"),
            onPermit: [.lane(.access), .that(.asksForSelf, .parentAgreedToConfidentiality)]
        ),
        Everyone.reason(
            "hipaa.minor-consented-alone",
            "The minor lawfully consented alone, so the parent is not the representative.",
            citing: .hipaa(502, "(g)(3)(i)(A)"),
            .hipaa(502, "(g)(3)(ii)(C)"),
            onDenial: [.lane(.access, .recordKeeping), .that(.parentRefused, .minorConsentedAlone)]
        ),
        Everyone.reason(
            "hipaa.minor-court-consented",
            "A court or another authorized person consented, so the parent is not the representative.",
            citing: .hipaa(502, "(g)(3)(i)(B)"),
            .hipaa(502, "(g)(3)(ii)(C)"),
            onDenial: [.lane(.access, .recordKeeping), .that(.parentRefused, .courtConsented)]
        ),
        Everyone.reason(
            "hipaa.parent-agreed-to-confidentiality",
            "The parent agreed to confidentiality between minor and clinician, so the parent is not the representative.",
            citing: .hipaa(502, "(g)(3)(i)(C)"),
            .hipaa(502, "(g)(3)(ii)(C)"),
            onDenial: [.lane(.access, .recordKeeping), .that(.parentRefused, .parentAgreedToConfidentiality)]
        ),
        Everyone.reason(
            "hipaa.minor-does-not-act",
            "This minor does not act alone: a parent acts.",
            citing: .hipaa(502, "(g)(3)(i)"),
            onDenial: [.lane(.access, .recordKeeping), .that(.minorDoesNotAct)]
        ),
    ]
}
