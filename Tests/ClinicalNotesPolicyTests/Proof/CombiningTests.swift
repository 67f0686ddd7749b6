import ClinicalNotesModel
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("How rules combine while facts are missing")
struct CombiningTests {
    /// A permission of law; an empty one is always.
    private static func permission(
        _ id: String,
        _ obligations: [Obligation],
        _ conditions: Condition...
    ) -> LawRule {
        ThirdParty.permission(id, id, citing: .hipaa(501), obligations: obligations, when: conditions)
    }

    /// Everything known, a third party asks.
    private static func facts(_ flags: Flag...) -> FactWords {
        var facts = AxisCoding().facts(at: [Bool](repeating: false, count: AxisCoding().variables))
        for span in [Layout.lane] {
            facts.possible[span.first >> 6] &= ~FactWords.mask(span)
            facts.set(span, ordinal: Lane.thirdParty.ordinal)
        }
        for flag in flags { facts.set(flag, .yes) }
        return facts
    }

    private static func forgetting(_ flag: Flag, _ facts: FactWords) -> FactWords {
        var facts = facts
        let bit = Layout.flags + 2 * Int(flag.rawValue)
        facts.known[bit >> 6] &= ~(3 << UInt64(bit & 63))
        facts.set(flag, .unknown)
        return facts
    }

    @Test(
        "Nothing opens, closes or is lost by a missing fact, of law of every jurisdiction and of rules in any order"
    )
    func sound() {
        for policy in [Policy.unitedStates, .unitedKingdom, .everyJurisdiction] {
            #expect(CombiningDiagram.broken(by: policy.compiled.rules).map(\.id) == [])
            #expect(CombiningDiagram.broken(by: policy.compiled.rules.reversed()).map(\.id) == [])
        }
    }

    @Test(
        "What is permitted is this table, row by row: written out, and not reckoned by what it is compared with"
    )
    func table() {
        // Whether a permission holds, one of them is compelled, a prohibition holds, one of the house's does; and what follows.
        let rows: [(Bool, Bool, Bool, Bool, Bool)] = [
            (false, false, false, false, false), (false, false, false, true, false),
            (false, false, true, false, false), (false, false, true, true, false),
            (true, false, false, false, true), (true, false, false, true, false),
            (true, false, true, false, false), (true, false, true, true, false),
            (true, true, false, false, true), (true, true, false, true, true),
            (true, true, true, false, false), (true, true, true, true, false),
        ]
        for (permitting, compelling, prohibiting, house, isPermitted) in rows {
            var lattice = TruthLattice()
            let kinds = RuleKinds(
                permitting: permitting,
                compelling: compelling,
                prohibiting: prohibiting,
                prohibitingInHouse: house
            )
            #expect(lattice.permitted(kinds) == isPermitted, "\(kinds)")
        }
    }

    @Test("Where one permission or another may decide, what both bring is brought")
    func both() {
        let policy = Policy(
            version: "test",
            rules: [
                Self.permission("first", [.limitToLaw], .that(.mandatory)),
                Self.permission("second", [.accountDisclosure]),
                Self.permission("third", [.recordReason]),
            ]
        )
        let known = Self.facts(.verified, .mandatory)
        #expect(policy.decide(known).obligations == [.limitToLaw])
        let unknown = policy.decide(Self.forgetting(.mandatory, known))
        #expect(unknown.effect == .permit)
        #expect(unknown.obligations == [.accountDisclosure, .limitToLaw])
    }

    @Test("Where a house rule may close what law compels as well, what either brings is brought")
    func house() {
        let policy = Policy(
            version: "test",
            rules: [
                Self.permission("care", [.minimumNecessary]),
                ThirdParty.compulsion(
                    "order",
                    "order",
                    citing: .hipaa(501),
                    obligations: [.limitToOrder],
                    when: []
                ),
                ThirdParty.houseProhibition(
                    "house",
                    "house",
                    citing: .hipaa(501),
                    when: [.that(.houseDenies)]
                ),
            ]
        )
        let denied = Self.facts(.verified, .houseDenies)
        #expect(policy.decide(denied).obligations == [.limitToOrder])
        #expect(policy.decide(Self.facts(.verified)).obligations == [.minimumNecessary])
        let unknown = policy.decide(Self.forgetting(.houseDenies, denied))
        #expect(unknown.effect == .permit)
        #expect(unknown.obligations == [.limitToOrder, .minimumNecessary])
    }

    @Test("A requirement that may stand against what law compels is brought, and counsel looks at it")
    func requirement() throws {
        let policy = Policy.unitedStates.adding {
            ThirdPartyRequirement("no names leave", bringing: .deidentifyFirst, because: "Practice policy 3")
            {}
        }
        var request = SampleRequest.request(
            SampleRequest.staff(SampleRequest.colleague, .publicHealthAuthority),
            .disclose,
            .publicHealth
        )
        request.principal.organization = .known(nil)
        func obligations(mandatory: Fact<Bool>) -> Set<Obligation> {
            request.legal = .known(
                LegalFacts(
                    instrument: .known(.statute),
                    expresslyCovers: .known(true),
                    mandatory: mandatory,
                    assurance: .known(.none),
                    threePartTest: .known(false),
                    againstPatient: .known(false),
                    broughtBy: .known(.none),
                    oversightOf: .known(.none),
                    part2Section: .known(nil),
                    part2ConfidentialFinding: .known(false),
                    part2WithSubpoena: .known(false)
                )
            )
            let decision = policy.decide(request)
            #expect(decision.effect == .permit)
            return Set(decision.obligations)
        }
        let compelled = obligations(mandatory: .known(true))
        let free = obligations(mandatory: .known(false))
        #expect(compelled.contains(.legalReview) && !compelled.contains(.deidentifyFirst))
        #expect(free.contains(.deidentifyFirst) && !free.contains(.legalReview))
        #expect(obligations(mandatory: .unknown).isSuperset(of: compelled.union(free)))
    }
}
