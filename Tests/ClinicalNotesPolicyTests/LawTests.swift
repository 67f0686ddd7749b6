import Testing

@testable import ClinicalNotesModel
@testable import ClinicalNotesPolicy

@Suite("The law as data")
struct LawTests {
    @Test("Every rule has its own name, a sentence and, but for house rules, a citation")
    func rules() {
        let rules = Policy.everyJurisdiction.rules
        #expect(Set(rules.map(\.id)).count == rules.count)
        for rule in rules {
            #expect(!rule.citations.isEmpty, "\(rule.id)")
            #expect(rule.sentence.hasSuffix("."), "\(rule.id)")
            #expect(rule.citations.allSatisfy { !$0.edition.isEmpty })
        }
    }

    @Test("The layout has a bit for every value of every axis, and none overlap")
    func layout() {
        #expect(Layout.action.count == NoteAction.allCases.count)
        #expect(Layout.role.count == PrincipalRole.allCases.count)
        #expect(Layout.lane.count == Lane.allCases.count)
        #expect(Layout.compartment.count == Compartment.allCases.count)
        #expect(Layout.jurisdiction.count == Jurisdiction.allCases.count)
        #expect(Layout.purpose.count == PurposeOfUse.allCases.count)
        #expect(Layout.status.count == NoteStatus.allCases.count)
        #expect(Layout.instrument.count == LegalProcess.Instrument.allCases.count + 1)
        #expect(Layout.assurance.count == LegalProcess.Assurance.allCases.count)
        #expect(Layout.broughtBy.count == LegalProcess.Plaintiff.allCases.count)
        #expect(Layout.oversightOf.count == LegalProcess.Oversight.allCases.count)
        #expect(Layout.paper.count == PaperKind.allCases.count + 1)
        #expect(Layout.family.count == Person.FamilyPreference.allCases.count)
        var used = Set<Int>()
        for span in Layout.spans {
            #expect(span.first / 64 == (span.first + span.count - 1) / 64, "\(span.name) crosses a word")
            for bit in span.first..<span.first + span.count { #expect(used.insert(bit).inserted) }
        }
        #expect((used.max() ?? 0) < Layout.flags)
        #expect(Layout.flags + 2 * Flag.allCases.count <= 64 * Layout.words)
    }

    @Test("Every axis is set for every request")
    func allAxesSet() throws {
        for vector in try DecisionVector.own.get() {
            let facts = FactWords(of: vector.request)
            for flag in Flag.allCases { #expect(facts.truth(flag).bits != 0, "\(flag) in \(vector.id)") }
            for span in Layout.spans {
                #expect(facts.possible[span.first >> 6] & FactWords.mask(span) != 0, "\(span.name)")
            }
        }
    }

    @Test("Three-valued logic over every pair")
    func truth() {
        let values: [Truth] = [.no, .yes, .unknown]
        func outcomes(_ truth: Truth) -> [Bool] {
            truth == .unknown ? [false, true] : [truth == .yes]
        }
        func join(_ values: [Bool]) -> Truth {
            Set(values).count > 1 ? .unknown : Truth(values[0])
        }
        for left in values {
            #expect(!left == join(outcomes(left).map { !$0 }))
            for right in values {
                let pairs = outcomes(left).flatMap { one in outcomes(right).map { (one, $0) } }
                #expect((left & right) == join(pairs.map { $0.0 && $0.1 }))
                #expect((left | right) == join(pairs.map { $0.0 || $0.1 }))
            }
        }
    }

    @Test("Citations are read and written alike")
    func citations() {
        let citation = Citation.hipaa(508, "(a)(2)(i)(A)")
        #expect(citation.description == "45 CFR 164.508(a)(2)(i)(A)")
        #expect(citation.paragraphs == ["a", "2", "i", "A"])
        #expect(citation.isWithin(.hipaa(508, "(a)(2)")))
        #expect(!Citation.hipaa(508, "(a)(2)").isWithin(citation))
        #expect(!Citation.part2(31, "(a)").isWithin(.hipaa(31, "(a)")))
    }

    @Test("A jurisdiction's law says nothing about another's requests")
    func jurisdictions() throws {
        for vector in try DecisionVector.own.get() where vector.expect.effect == .permit {
            let british = vector.request.jurisdiction == .known(.unitedKingdom)
            let other = british ? Policy.unitedStates : Policy.unitedKingdom
            #expect(other.decide(vector.request).effect == .deny, "\(vector.id)")
        }
    }

    @Test("Preselecting rules by direction, compartment and purpose loses none")
    func preselection() throws {
        let compiled = Policy.everyJurisdiction.compiled
        for vector in try DecisionVector.own.get() {
            let facts = FactWords(of: vector.request)
            let fired = compiled.fire(facts)
            for number in compiled.rules.indices
            where compiled.rules[number].kind != .duty && compiled.rules[number].kind != .reason {
                #expect(fired.may.contains(number) == compiled.may(number, facts))
            }
        }
    }
}
