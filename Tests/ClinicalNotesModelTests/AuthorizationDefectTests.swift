import ClinicalNotesModel
import Testing

@Suite("An authorization lists every defect")
struct AuthorizationDefectTests {
    static let ana = PatientID(Bytes16(high: 1, low: 1))
    static let noon = Instant(milliseconds: 1_772_463_600_000)  // 2026-03-02T15:00:00Z
    static let clerk = PrincipalID(Bytes16(high: 9, low: 9))

    static let valid = Authorization(
        subjects: [ana],
        description: "Psychotherapy notes of January 2026",
        covers: [.psychotherapy],
        disclosers: [.organization(OrganizationID(Bytes16(high: 5, low: 5)))],
        recipients: [.role(.clinicianOtherOrg)],
        purposes: [.treatment],
        expiry: CalendarDay("2026-12-31").map { .day($0) },
        signature: DirectiveSignature(by: .patient, on: CalendarDay("2026-02-01")),
        statements: Set(Authorization.Statement.allCases)
    )

    private static func defects(
        knowing context: DirectiveContext = .document,
        at instant: Instant = noon,
        _ change: (inout Authorization) -> Void
    ) -> [AuthorizationDefect] {
        var changed = valid
        change(&changed)
        return changed.defects(at: instant, context: context)
    }

    @Test("and has none when it is complete")
    func complete() {
        #expect(Self.valid.defects(at: Self.noon).isEmpty)
        #expect(Self.valid.unmetDuties.isEmpty)
    }

    /// One change each, and the one defect that it makes.
    private static let single: [(AuthorizationDefect, String, @Sendable (inout Authorization) -> Void)] = [
        (.expired, "(b)(2)(i) (c)(1)(v)", { $0.expiry = CalendarDay("2026-03-01").map { .day($0) } }),
        (.noDescription, "(b)(2)(ii) (c)(1)(i)", { $0.description = "" }),
        (.noDescription, "(b)(2)(ii) (c)(1)(i)", { $0.subjects = [] }),
        (.coversNothing, "(b)(2)(ii) (c)(1)(i)", { $0.notes = [] }),
        (.noDisclosers, "(b)(2)(ii) (c)(1)(ii)", { $0.disclosers = [] }),
        (.noRecipients, "(b)(2)(ii) (c)(1)(iii)", { $0.recipients = [] }),
        (.noPurpose, "(b)(2)(ii) (c)(1)(iv)", { $0.purposes = [] }),
        (.noExpiry, "(b)(2)(ii) (c)(1)(v)", { $0.expiry = nil }),
        (.noExpiry, "(b)(2)(ii) (c)(1)(v)", { $0.expiry = .event("") }),
        (.unlimited, "(b)(2)(ii) (c)(1)(v)", { $0.expiry = ExpiryTerm.none }),
        (.undated, "(b)(2)(ii) (c)(1)(vi)", { $0.signature = DirectiveSignature(by: .patient, on: nil) }),
        (
            .noAuthority, "(b)(2)(ii) (c)(1)(vi)",
            {
                $0.signature = DirectiveSignature(
                    by: .personalRepresentative,
                    on: CalendarDay("2026-02-01"),
                    authority: ""
                )
            }
        ),
        (.noRightToRevoke, "(b)(2)(ii) (c)(2)(i)", { $0.statements.remove(.rightToRevoke) }),
        (.noConditioningStatement, "(b)(2)(ii) (c)(2)(ii)", { $0.statements.remove(.conditioning) }),
        (.noRedisclosureStatement, "(b)(2)(ii) (c)(2)(iii)", { $0.statements.remove(.redisclosure) }),
        (
            .unstatedMarketingRemuneration, "(b)(1)(i) (a)(3)(ii)",
            {
                $0.purposes = [.marketing]
                $0.remuneration = .unstated
            }
        ),
        (.unstatedSaleRemuneration, "(b)(1)(i) (a)(4)(ii)", { $0.purposes = [.sale] }),
        (
            .revoked, "(b)(2)(iii) (b)(5)",
            { $0.revocation = Revocation(at: noon, inWriting: false, recordedBy: clerk) }
        ),
        (.unlawfulCompound, "(b)(2)(iv) (b)(3)", { $0.covers.insert(.general) }),
        (.conditioned, "(b)(2)(iv) (b)(4)", { $0.conditioning = .careOrCoverage }),
        (.conditioned, "(b)(2)(iv) (b)(4)", { $0.conditioning = .planEnrollment }),
        (.knownFalse, "(b)(2)(v) (b)(2)(v)", { $0.knownFalse = true }),
    ]

    @Test("each alone, with the paragraph that voids and the one that asks", arguments: 0..<single.count)
    func each(index: Int) {
        let (defect, paragraphs, change) = Self.single[index]
        #expect(Self.defects(change) == [defect])
        let cited = [defect.paragraph, defect.requirement].map {
            $0.description.replacing("45 CFR 164.508", with: "")
        }
        #expect(cited.joined(separator: " ") == paragraphs)
    }

    @Test("an expiration event, once it is known to have occurred")
    func event() {
        let known = DirectiveContext(occurredEvents: ["end-of-treatment"])
        #expect(Self.defects(knowing: known) { $0.expiry = .event("end-of-treatment") } == [.eventOccurred])
        #expect(Self.defects { $0.expiry = .event("end-of-treatment") } == [])
        #expect(Self.defects(knowing: known) { $0.expiry = .event("discharge") } == [])
    }

    @Test("all that can stand together at once, in the order of (b)(2)")
    func together() {
        let empty = Authorization(
            subjects: [],
            description: "",
            covers: [],
            disclosers: [],
            recipients: [],
            purposes: [],
            expiry: CalendarDay("2025-01-01").map { .day($0) },
            signature: nil,
            statements: [],
            plainLanguage: false,
            soughtByHolder: true,
            compoundWith: [.consentToTreatment],
            conditioning: .careOrCoverage,
            knownFalse: true,
            revocation: Revocation(at: Self.noon, inWriting: true, recordedBy: Self.clerk)
        )
        #expect(
            empty.defects(at: Self.noon) == [
                .expired, .noDescription, .coversNothing, .noDisclosers, .noRecipients, .noPurpose, .unsigned,
                .undated, .noRightToRevoke, .noConditioningStatement, .noRedisclosureStatement, .revoked,
                .unlawfulCompound, .conditioned, .knownFalse,
            ]
        )
        #expect(empty.unmetDuties == [.plainLanguage, .copyToPatient])
        #expect(
            empty.unmetDuties.map(\.paragraph.description) == [
                "45 CFR 164.508(c)(3)", "45 CFR 164.508(c)(4)",
            ]
        )
    }

    @Test("so that no defect goes without a test")
    func covered() {
        let tested = Set(Self.single.map(\.0)).union([.eventOccurred, .coversNothing, .unsigned])
        #expect(tested == Set(AuthorizationDefect.allCases))
    }

    @Test("and a day is good through its end, a revocation from its moment")
    func moments() throws {
        let day = try #require(CalendarDay("2026-12-31"))
        #expect(Self.valid.defects(at: Instant(milliseconds: day.end.milliseconds - 1)).isEmpty)
        #expect(Self.valid.defects(at: day.end) == [.expired])
        let revocation = Revocation(at: day.start, inWriting: true, recordedBy: Self.clerk)
        #expect(Self.defects { $0.revocation = revocation } == [])
        #expect(Self.defects(at: day.start) { $0.revocation = revocation } == [.revoked])
    }

    @Test("and lets pass what the law lets pass")
    func lawful() {
        #expect(Self.defects { $0.compoundWith = [.psychotherapyAuthorization] } == [])
        #expect(Self.defects { $0.compoundWith = [.researchAuthorization] } == [.unlawfulCompound])
        #expect(
            Self.defects {
                $0.covers = [.general]
                $0.compoundWith = [.generalAuthorization, .researchAuthorization]
            } == []
        )
        #expect(
            Self.defects {
                $0.covers = [.general]
                $0.compoundWith = [.generalAuthorization]
                $0.conditioning = .careForThirdParty
            } == [.unlawfulCompound]
        )
        #expect(
            Self.defects {
                $0.covers = [.general]
                $0.compoundWith = [.psychotherapyAuthorization]
            } == [.unlawfulCompound]
        )
        #expect(
            Self.defects {
                $0.covers = [.general]
                $0.conditioning = .planEnrollment
            } == []
        )
        #expect(Self.defects { $0.conditioning = .researchTreatment } == [])
        #expect(
            Self.defects {
                $0.covers = [.general]
                $0.purposes = [.research]
                $0.expiry = ExpiryTerm.none
                $0.compoundWith = [.consentToTreatment]
                $0.conditioning = .researchTreatment
            } == []
        )
        #expect(
            Self.defects {
                $0.purposes = [.research, .marketing]
                $0.remuneration = .stated
                $0.expiry = ExpiryTerm.none
            } == [.unlimited]
        )
        #expect(
            Self.defects {
                $0.purposes = []
                $0.atRequestOfIndividual = true
            } == []
        )
        #expect(
            Self.defects {
                $0.signature = DirectiveSignature(
                    by: .parent,
                    on: CalendarDay("2026-02-01"),
                    authority: "Mother, sole custody"
                )
            } == []
        )
    }
}
