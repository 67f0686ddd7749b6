internal import ClinicalNotesPolicy

extension PeerRules {
    private static let prescribers: [PeerRole] = [.physician, .psychiatrist, .psychologist]

    /// What opens.
    @RuleBookBuilder
    static func permissions(_ axes: PeerAxes) -> [BookRule] {
        Permission("P1-care-team-treatment") {
            axes.action.isIn(.read, .amend)
            axes.role.isIn(prescribers + [.nurse])
            axes.purpose == .treatment
            axes.compartment == .general
            axes.onCareTeam
        }
        Permission("P2-author-own-note") {
            axes.action != .disclose
            axes.isAuthor
            axes.purpose == .treatment
        }
        Permission("P3-explicit-share") {
            axes.action == .read
            axes.purpose.isIn(.treatment, .operations)
            axes.compartment != .substanceUse
            axes.isShared
        }
        Permission("P4-subject-access") {
            axes.action == .read
            axes.role == .patient
            axes.purpose == .patientRequest
            axes.status.isIn(.signed, .amended)
            axes.isSubject
        }
        Permission("P5-payment-operations") {
            axes.action.isIn(.read, .disclose)
            axes.role.isIn(.biller, .auditor)
            axes.purpose.isIn(.payment, .operations)
            axes.status.isIn(.signed, .amended)
            axes.compartment != .substanceUse
            axes.sameOrg
        }
        authorized(axes)
        Permission("P7-supervised-training") {
            axes.action == .read
            axes.role == .trainee
            axes.purpose == .training
            axes.supervised
            axes.sameOrg
            axes.compartment != .substanceUse
        }
        legal(axes)
    }

    private static func authorized(_ axes: PeerAxes) -> Permission {
        Permission("P6-authorization") {
            axes.action.isIn(.read, .disclose)
            axes.compartment == .psychotherapy
            axes.authorization == .psychotherapy
        }
        .or {
            axes.action.isIn(.read, .disclose)
            axes.compartment == .substanceUse
            axes.authorization == .part2
        }
        .or {
            axes.action.isIn(.read, .disclose)
            axes.compartment == .general
            axes.authorization == .general
        }
    }

    private static func legal(_ axes: PeerAxes) -> Permission {
        Permission("P8-legal-exceptions") {
            axes.action.isIn(.read, .disclose)
            axes.role == .counsel
            axes.purpose == .legalDefense
            axes.suitByPatient
            axes.sameOrg
        }
        .or {
            axes.action.isIn(.read, .disclose)
            axes.role == .investigator
            axes.purpose == .oversight
        }
        .or {
            axes.action.isIn(.read, .disclose)
            axes.role.isIn(prescribers)
            axes.purpose == .seriousThreat
        }
    }

    /// What closes, whatever opens.
    @RuleBookBuilder
    static func prohibitions(_ axes: PeerAxes) -> [BookRule] {
        wall(axes)
        Prohibition("F2-draft-privacy") { axes.status == .draft }
            .unless { axes.isAuthor }
        Prohibition("F3-entered-in-error") { axes.status == .enteredInError }
            .unless {
                axes.action == .read
                axes.role == .auditor
            }
        Prohibition("F4-agreed-restriction") {
            axes.restricted
            axes.action.isIn(.read, .disclose)
            axes.purpose.isIn(.payment, .operations)
        }
    }

    private static func wall(_ axes: PeerAxes) -> Prohibition {
        Prohibition("F1-psychotherapy-wall") { axes.compartment == .psychotherapy }
            .unless { axes.authorization == .psychotherapy }
            .unless {
                axes.isAuthor
                axes.purpose == .treatment
            }
            .unless {
                axes.purpose == .training
                axes.role == .trainee
                axes.supervised
                axes.sameOrg
            }
            .unless {
                axes.purpose == .legalDefense
                axes.suitByPatient
                axes.sameOrg
            }
            .unless {
                axes.purpose == .oversight
                axes.role == .investigator
            }
            .unless {
                axes.purpose == .seriousThreat
                axes.role.isIn(prescribers)
            }
    }
}
