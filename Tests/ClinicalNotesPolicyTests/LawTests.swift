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
        for (span, values) in Layout.axes { #expect(span.count == values.count, "\(span.name)") }
        var used = Set<Int>()
        for span in Layout.spans {
            #expect(span.first / 64 == (span.first + span.count - 1) / 64, "\(span.name) crosses a word")
            for bit in span.first..<span.first + span.count { #expect(used.insert(bit).inserted) }
        }
        #expect((used.max() ?? 0) < Layout.flags)
        #expect(Layout.flags + 2 * Flag.allCases.count <= 64 * Layout.words)
    }

    @Test("The place of a value on its axis is its place in the list of all")
    func ordinals() {
        func check<Value: AxisValue & CaseIterable>(_: Value.Type) {
            let places = Value.allCases.map(\.ordinal)
            #expect(places == Array(places.indices), "\(Value.self)")
        }
        check(NoteAction.self)
        check(PrincipalRole.self)
        check(Jurisdiction.self)
        check(PurposeOfUse.self)
        check(NoteStatus.self)
        check(Compartment.self)
        check(PaperKind.self)
        check(Lane.self)
        check(LegalProcess.Instrument.self)
        check(LegalProcess.Assurance.self)
        check(LegalProcess.Plaintiff.self)
        check(LegalProcess.Oversight.self)
        check(Person.FamilyPreference.self)
        let processes = [nil] + LegalProcess.Instrument.allCases
        #expect(processes.map(\.ordinal) == Array(processes.indices))
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
