import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("What somebody declares about the own case")
struct DeclaredFactTests {
    /// Threat, emergency and research, as they stand together among the facts.
    private static let declared = Flag.allCases.filter {
        (Flag.threatShown.rawValue...Flag.part2ResearchConditions.rawValue).contains($0.rawValue)
    }

    /// What others decided, a review board or a holder, and what their documents tell.
    private static let ofResearch: Set<Flag> = [.waived, .limitedDataSetAgreed, .part2ResearchConditions]

    /// Whether a rule opens because a fact holds: as what it asks for, or as its exception from what it closes.
    private static func opens(_ rule: LawRule, by flag: Flag) -> Bool {
        switch rule.kind {
        case .permission: rule.when.contains { $0.contains { $0.needs(flag) } }
        case .prohibition, .houseProhibition: rule.unless.contains { $0.contains { $0.needs(flag) } }
        case .duty, .reason: false
        }
    }

    @Test("has a statement of its review, and one of what it does not open, as soon as some rule opens by it")
    func stated() {
        let policy = Policy.everyJurisdiction
        let statements = Set(policy.statements.map(\.id))
        var read = 0
        for flag in Self.declared {
            let rules = policy.compiled.rules.filter { Self.opens($0, by: flag) }
            guard !rules.isEmpty else { continue }
            read += 1
            if !Self.ofResearch.contains(flag) {
                #expect(statements.contains("declared.\(flag)-is-reviewed"), "\(rules.map(\.id))")
            }
            #expect(statements.contains("declared.\(flag)-opens-nothing-else"), "\(rules.map(\.id))")
        }
        #expect(read == 9)
    }

    @Test("is reviewed, or the proof says where it is not")
    func exposed() throws {
        let rule = RuleID("hipaa.restricted-emergency-reviewed")
        var verifier = Verifier(.unitedStates)
        let number = try #require(Policy.unitedStates.compiled.rules.firstIndex { $0.id == rule })
        let failing = verifier.failures(without: [number], touched: true).map {
            verifier.statements[$0.statement].id
        }
        #expect(failing.contains("declared.treatmentNeeded-is-reviewed"))
    }
}
