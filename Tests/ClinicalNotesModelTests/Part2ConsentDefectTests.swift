import ClinicalNotesModel
import Testing

@Suite("A consent under 42 CFR Part 2 lists every defect")
struct Part2ConsentDefectTests {
    static let noon = Instant(milliseconds: 1_772_463_600_000)  // 2026-03-02T15:00:00Z
    static let clerk = PrincipalID(Bytes16(high: 9, low: 9))

    static let valid = Part2Consent(
        .treatmentPaymentOperations,
        subjects: [PatientID(Bytes16(high: 1, low: 1))],
        disclosers: [.organization(OrganizationID(Bytes16(high: 5, low: 5)))],
        description: "All records of the program",
        covers: [.substanceUse],
        recipients: [.role(.clinicianOtherOrg), .role(.healthPlan)],
        purposes: [.treatment, .payment, .operations],
        expiry: ExpiryTerm.none,
        signature: DirectiveSignature(by: .patient, on: CalendarDay("2026-02-01")),
        statements: Set(Part2Statement.allCases)
    )

    private static func defects(
        knowing context: DirectiveContext = .document,
        _ change: (inout Part2Consent) -> Void
    ) -> [Part2ConsentDefect] {
        var changed = valid
        change(&changed)
        return changed.defects(at: noon, context: context)
    }

    private static func signed(by signer: DirectiveSigner) -> DirectiveSignature {
        DirectiveSignature(by: signer, on: CalendarDay("2026-02-01"))
    }

    private static let single: [(Part2ConsentDefect, String, @Sendable (inout Part2Consent) -> Void)] = [
        (.expired, "2.31(c)(1) 2.31(a)(7)", { $0.expiry = CalendarDay("2026-03-01").map { .day($0) } }),
        (.noPatient, "2.31(c)(2) 2.31(a)(1)", { $0.subjects = [] }),
        (.noDisclosers, "2.31(c)(2) 2.31(a)(2)", { $0.disclosers = [] }),
        (.noDescription, "2.31(c)(2) 2.31(a)(3)", { $0.description = "" }),
        (.noRecipients, "2.31(c)(2) 2.31(a)(4)", { $0.recipients = [] }),
        (
            .noIntermediaryParticipants, "2.31(c)(2) 2.31(a)(4)(ii)(B)",
            { $0.recipients.insert(.role(.intermediary)) }
        ),
        (.noPurpose, "2.31(c)(2) 2.31(a)(5)", { $0.purposes = [] }),
        (.noRightToRevoke, "2.31(c)(2) 2.31(a)(6)", { $0.statements.remove(.rightToRevoke) }),
        (.noExpiry, "2.31(c)(2) 2.31(a)(7)", { $0.expiry = nil }),
        (.unlimited, "2.31(c)(2) 2.31(a)(7)", { $0.kind = .specific }),
        (
            .undated, "2.31(c)(2) 2.31(a)(9)",
            { $0.signature = DirectiveSignature(by: .patient, on: nil) }
        ),
        (.wrongSigner, "2.31(c)(2) 2.14", { $0.signature = signed(by: .parent) }),
        (.wrongSigner, "2.31(c)(2) 2.14", { $0.parentalConsentRequired = true }),
        (
            .wrongSigner, "2.31(c)(2) 2.14",
            {
                $0.parentalConsentRequired = false
                $0.signature = signed(by: .minorAndParent)
            }
        ),
        (.noRedisclosureStatement, "2.31(c)(2) 2.31(a)(10)(i)", { $0.statements.remove(.redisclosure) }),
        (.noRefusalStatement, "2.31(c)(2) 2.31(a)(10)(ii)", { $0.statements.remove(.refusalConsequences) }),
        (
            .counselingCompound, "2.31(b)(2) 2.31(b)(2)",
            { $0.covers = [.substanceUse, .substanceUseCounseling] }
        ),
        (
            .counselingConditioned, "2.31(b)(3) 2.31(b)(3)",
            {
                $0.covers = [.substanceUseCounseling]
                $0.compoundWith = [.part2ConsentCounseling]
                $0.conditioning = .careOrCoverage
            }
        ),
        (
            .proceedingsCompound, "2.31(d) 2.31(d)",
            {
                $0.kind = .proceedings
                $0.expiry = .event("judgment")
                $0.compoundWith = [.part2ConsentTPO]
            }
        ),
        (
            .revoked, "2.31(c)(3) 2.31(a)(6)",
            { $0.revocation = Revocation(at: noon, inWriting: true, recordedBy: clerk) }
        ),
        (.knownFalse, "2.31(c)(4) 2.31(c)(4)", { $0.knownFalse = true }),
    ]

    @Test("and has none when it is complete")
    func complete() {
        #expect(Self.valid.defects(at: Self.noon).isEmpty)
        #expect(
            Self.defects {
                $0.kind = .specific
                $0.expiry = .event("end-of-treatment")
                $0.statements = [.rightToRevoke]
                $0.recipients = [.role(.intermediary)]
                $0.intermediaryParticipants = [.role(.clinicianOtherOrg)]
            } == []
        )
        #expect(
            Self.defects {
                $0.parentalConsentRequired = true
                $0.signature = Self.signed(by: .minorAndParent)
            } == []
        )
    }

    @Test("each alone, with the paragraph that voids and the one that asks", arguments: 0..<single.count)
    func each(index: Int) {
        let (defect, paragraphs, change) = Self.single[index]
        #expect(Self.defects(change) == [defect])
        let cited = [defect.paragraph, defect.requirement].map {
            $0.description.replacing("42 CFR ", with: "")
        }
        #expect(cited.joined(separator: " ") == paragraphs)
    }

    @Test("several together, in order")
    func together() {
        let known = DirectiveContext(occurredEvents: ["end-of-treatment"])
        let found = Self.defects(knowing: known) {
            $0.expiry = .event("end-of-treatment")
            $0.signature = nil
            $0.covers = []
            $0.knownFalse = true
        }
        #expect(found == [.eventOccurred, .noDescription, .unsigned, .undated, .knownFalse])
    }

    @Test("so that no defect goes without a test")
    func covered() {
        let tested = Set(Self.single.map(\.0)).union([.eventOccurred, .unsigned])
        #expect(tested == Set(Part2ConsentDefect.allCases))
    }
}
