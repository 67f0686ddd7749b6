import ClinicalNotesPolicy
import PeerWorkload
import Testing

private enum Role: UInt8, AxisValue, CaseIterable { case doctor, nurse, biller }
private enum Purpose: UInt8, AxisValue, CaseIterable { case treatment, payment, research }

private enum Letter: UInt8, AxisValue, CaseIterable {
    case a, b, c
    static let allCases: [Letter] = [.c, .b, .a]
}

/// A value of an axis of sixty-four.
private struct Square: AxisValue, CaseIterable {
    let ordinal: Int
    static let allCases = (0..<64).map(Square.init)
}

/// A small book of rules, and what it should say by hand.
private struct Clinic {
    let book: RuleBook
    let role: FactAxis<Role>
    let purpose: FactAxis<Purpose>
    let isDraft: FactAxis<Bool>
    let isAuthor: FactAxis<Bool>
    /// Axes that no rule asks about.
    let others: [FactAxis<Bool>]

    init(besideOthers count: Int = 0) {
        var vocabulary = FactVocabulary()
        others = (0..<count).map { vocabulary.flag("other\($0)") }
        let role = vocabulary.axis("role", Role.self)
        let purpose = vocabulary.axis("purpose", Purpose.self)
        let isDraft = vocabulary.flag("isDraft")
        let isAuthor = vocabulary.flag("isAuthor")
        book = RuleBook(vocabulary) {
            Permission("care") {
                role.isIn(.doctor, .nurse)
                purpose == .treatment
            }
            Permission("billing") {
                role == .biller
                purpose != .research
            }
            .or {
                isAuthor
                purpose == .payment
            }
            .unless { isDraft }
            Prohibition("draft") { isDraft }.unless { isAuthor }
        }
        self.role = role
        self.purpose = purpose
        self.isDraft = isDraft
        self.isAuthor = isAuthor
    }

    func facts(_ role: Role?, _ purpose: Purpose?, draft: Bool?, author: Bool?) -> FactWords {
        var facts = book.vocabulary.unknownFacts
        if let role { facts.set(self.role, role) }
        if let purpose { facts.set(self.purpose, purpose) }
        if let draft { facts.set(isDraft, draft) }
        if let author { facts.set(isAuthor, author) }
        for (number, other) in others.enumerated() { facts.set(other, number.isMultiple(of: 2)) }
        return facts
    }

    static func expected(_ role: Role, _ purpose: Purpose, draft: Bool, author: Bool) -> (Bool, [String]) {
        if draft, !author { return (false, ["draft"]) }
        var rules: [String] = []
        if role != .biller, purpose == .treatment { rules.append("care") }
        if !draft, (role == .biller && purpose != .research) || (author && purpose == .payment) {
            rules.append("billing")
        }
        return (!rules.isEmpty, rules)
    }
}

@Suite("Rule books over a vocabulary of one's own")
struct RuleBookTests {
    private let clinic = Clinic()
    private let bools = [false, true]

    @Test("Every point is decided as by hand, with the rules that decided")
    func everyPoint() {
        for role in Role.allCases {
            for purpose in Purpose.allCases {
                for draft in bools {
                    for author in bools {
                        let decision = clinic.book.decide(
                            clinic.facts(role, purpose, draft: draft, author: author)
                        )
                        let (permits, rules) = Clinic.expected(role, purpose, draft: draft, author: author)
                        #expect(decision.effect == (permits ? .permit : .deny))
                        #expect(decision.rules.map(\.description) == rules)
                        #expect(decision.unknown.isEmpty)
                    }
                }
            }
        }
    }

    @Test("With any facts unknown, what is decided holds for every completion")
    func unknown() {
        var undetermined = 0
        for role in [nil] + Role.allCases.map(Optional.some) {
            for purpose in [nil] + Purpose.allCases.map(Optional.some) {
                for draft in [nil, false, true] as [Bool?] {
                    for author in [nil, false, true] as [Bool?] {
                        let decision = clinic.book.decide(
                            clinic.facts(role, purpose, draft: draft, author: author)
                        )
                        var effects: Set<Bool> = []
                        for one in role.map({ [$0] }) ?? Role.allCases {
                            for other in purpose.map({ [$0] }) ?? Purpose.allCases {
                                for isDraft in draft.map({ [$0] }) ?? bools {
                                    for isAuthor in author.map({ [$0] }) ?? bools {
                                        effects.insert(
                                            Clinic.expected(one, other, draft: isDraft, author: isAuthor).0
                                        )
                                    }
                                }
                            }
                        }
                        switch decision.effect {
                        case .permit: #expect(effects == [true])
                        case .deny: #expect(effects == [false])
                        case .undetermined:
                            undetermined += 1
                            #expect(!decision.unknown.isEmpty)
                        }
                    }
                }
            }
        }
        #expect(undetermined > 10)
    }

    @Test("More axes than a word holds change nothing", arguments: [28, 40, 100])
    func wide(_ count: Int) {
        let wide = Clinic(besideOthers: count)
        for role in [nil] + Role.allCases.map(Optional.some) {
            for purpose in [nil] + Purpose.allCases.map(Optional.some) {
                for draft in [nil, false, true] as [Bool?] {
                    for author in [nil, false, true] as [Bool?] {
                        let one = clinic.book.decide(
                            clinic.facts(role, purpose, draft: draft, author: author)
                        )
                        let other = wide.book.decide(wide.facts(role, purpose, draft: draft, author: author))
                        #expect(one.effect == other.effect)
                        #expect(Array(one.rules) == Array(other.rules))
                        #expect(one.unknown == other.unknown)
                    }
                }
            }
        }
    }

    @Test("An axis is forgotten by its name, and another vocabulary's is left alone")
    func forget() throws {
        var facts = clinic.facts(.doctor, .treatment, draft: false, author: false)
        clinic.book.vocabulary.forget(.compartment, in: &facts)
        #expect(clinic.book.decide(facts).effect == .permit)
        let purpose = try #require(clinic.book.vocabulary.axes.first { $0.description == "purpose" })
        clinic.book.vocabulary.forget(purpose, in: &facts)
        #expect(clinic.book.decide(facts).effect == .undetermined)
        #expect(clinic.book.decide(facts).unknown == [purpose])
        #expect(clinic.book.vocabulary.axes.map(\.description) == ["role", "purpose", "isDraft", "isAuthor"])
    }

    @Test("Residual and decision again give the decision, on every state of the columns, known or not")
    func residual() throws {
        let names = ["isDraft", "isAuthor"]
        let columns = Set(names.compactMap { clinic.book.axis(named: $0) })
        try #require(columns.count == 2)
        for role in Role.allCases {
            for purpose in Purpose.allCases {
                let residual = clinic.book.residual(
                    clinic.facts(role, purpose, draft: nil, author: nil),
                    over: columns
                )
                for draft in [nil, false, true] as [Bool?] {
                    for author in [nil, false, true] as [Bool?] {
                        let effect = clinic.book.decide(
                            clinic.facts(role, purpose, draft: draft, author: author)
                        ).effect
                        let place = { (axis: Axis) -> Int? in
                            (axis.description == "isDraft" ? draft : author).map { $0 ? 1 : 0 }
                        }
                        #expect(residual.certain.selects(place) != true || effect == .permit)
                        if effect == .permit { #expect(residual.possible.selects(place) == true) }
                        if draft != nil, author != nil {
                            #expect(residual.certain.selects(place) == (effect == .permit))
                            #expect(residual.possible.selects(place) == (effect == .permit))
                        }
                    }
                }
            }
        }
    }

    @Test("An axis added after the facts were begun is unknown, and opens nothing")
    func laterAxis() {
        var vocabulary = FactVocabulary()
        let isDraft = vocabulary.flag("isDraft")
        var facts = vocabulary.unknownFacts
        facts.set(isDraft, false)
        let role = vocabulary.axis("role", Role.self)
        let book = RuleBook(vocabulary) { Permission("doctors") { role == .doctor } }
        #expect(book.decide(facts).effect == .undetermined)
        #expect(book.decide(facts).unknown.map(\.description) == ["role"])
        #expect(book.residual(facts, over: []).certain == .nothing)
        facts.set(role, .nurse)
        #expect(book.decide(facts).effect == .deny)
        facts.set(role, .doctor)
        #expect(book.decide(facts).effect == .permit)
    }

    @Test("An empty exception excepts nothing; an empty list of conditions always holds")
    func emptyLists() {
        var vocabulary = FactVocabulary()
        let isDraft = vocabulary.flag("isDraft")
        var facts = vocabulary.unknownFacts
        facts.set(isDraft, false)
        func effect(@RuleBookBuilder _ rules: () -> [BookRule]) -> Effect {
            RuleBook(vocabulary, rules).decide(facts).effect
        }
        #expect(effect { Permission("open") {} } == .permit)
        #expect(effect { Permission("open") { isDraft }.or {} } == .permit)
        #expect(effect { Permission("open") {}.unless {} } == .permit)
        #expect(
            effect {
                Permission("open") {}
                Prohibition("closed") {}.unless {}
            } == .deny
        )
    }

    @Test("An axis may have sixty-four values")
    func widestAxis() {
        var vocabulary = FactVocabulary()
        let before = vocabulary.flag("before")
        let square = vocabulary.axis("square", Square.self)
        let book = RuleBook(vocabulary) { Permission("last") { square == Square(ordinal: 63) } }
        for place in [0, 62, 63] {
            var facts = vocabulary.unknownFacts
            facts.set(before, true)
            #expect(book.decide(facts).effect == .undetermined)
            facts.set(square, Square(ordinal: place))
            #expect(book.decide(facts).effect == (place == 63 ? .permit : .deny))
        }
    }

    @Test("Ordinals that are not places, and a name that is taken, are programming errors")
    func misusedVocabulary() async {
        await #expect(processExitsWith: .failure) {
            var vocabulary = FactVocabulary()
            _ = vocabulary.axis("letter", Letter.self)
        }
        await #expect(processExitsWith: .failure) {
            var vocabulary = FactVocabulary()
            _ = vocabulary.flag("twice")
            _ = vocabulary.flag("twice")
        }
    }

    @Test("A place that no axis has selects nothing", arguments: [-1, 64, .max, .min])
    func placesBeyond(_ place: Int) {
        let predicate = FactPredicate.isIn(.status, places: .max)
        #expect(predicate.selects { _ in place } == false)
        #expect(predicate.selects { _ in 63 } == true)
    }
}
