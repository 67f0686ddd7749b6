internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// House rules of all kinds, of which each asks for something else.
enum HouseRuleSample {
    /// So many rules, a sixth of each kind; some hold for what a practice asks on an ordinary day.
    static func mixed(_ count: Int) -> HouseRules {
        let roles: [ThirdPartyRole] = [.billing, .treatingClinician, .operations, .researcher, .employer]
        let purposes: [PurposeOfUse] = [.payment, .treatment, .operations, .research, .employment]
        return HouseRules("sample", version: "1") {
            for number in 0..<count {
                let role = roles[number % roles.count]
                let purpose = purposes[number % purposes.count]
                let kind = NoteKind(local: "kind-\(number % 20)")
                switch number % 6 {
                case 0:
                    ThirdPartyRestriction("Restriction \(number).", because: "Policy 1") {
                        Principal.role == role
                        Note.kind == kind
                    }.unless {
                        Principal.isOnCareTeam
                    }
                case 1:
                    ThirdPartyRequirement(
                        "Requirement \(number).",
                        bringing: .recordReason,
                        because: "Policy 2"
                    ) {
                        Request.purpose == purpose
                        Principal.hostRole == HostRole("ward-\(number % 10)")
                    }
                case 2:
                    PatientGrant("Grant \(number).", because: "Policy 3") {
                        Note.kind == kind
                        Note.release == .released
                    }
                case 3:
                    PatientDuty("Duty \(number).", bringing: .offerReview, because: "Policy 4") {
                        Note.kind.isIn(kind, NoteKind(local: "kind-7"))
                    }
                case 4:
                    ParentGrant("Parent's \(number).", because: .other("Section 5")) {
                        Subject.isUnder(12 + number % 6)
                    }
                default:
                    ParentRestriction("Minor's \(number).", because: .other("Section 6")) {
                        Subject.isAtLeast(12 + number % 6)
                        Subject.consentedAlone
                    }
                }
            }
        }
    }
}
