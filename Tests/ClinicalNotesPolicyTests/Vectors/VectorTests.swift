import Testing

@testable import ClinicalNotesPolicy

@Suite("Decision vectors")
struct VectorTests {
    private static var foundExists: Bool { (try? DecisionVector.found.get()) != nil }

    @Test(
        "What others found wrong is right: the effect, and one of the paragraphs",
        .enabled(if: foundExists)
    )
    func found() throws {
        for vector in try DecisionVector.found.get() {
            let decision = Policy.everyJurisdiction.decide(vector.request)
            #expect(vector.disagreements(with: decision) == [], "\(vector.id)")
        }
    }

    private static var sharedExists: Bool { (try? DecisionVector.shared.get()) != nil }

    @Test("The shared vectors agree, group by group", .enabled(if: sharedExists))
    func shared() throws {
        var counts: [String: (agree: Int, all: Int)] = [:]
        for vector in try DecisionVector.shared.get() {
            let decision = Policy.everyJurisdiction.decide(vector.request)
            let wrong = vector.disagreements(with: decision)
            counts[vector.group, default: (0, 0)].all += 1
            if wrong.isEmpty {
                counts[vector.group, default: (0, 0)].agree += 1
            } else {
                print("\(vector.id): \(wrong.joined(separator: "; "))")
                print("   rules \(decision.rules.prefix(4)) unknown \(decision.unknown)")
            }
        }
        for (group, count) in counts.sorted(by: { $0.key < $1.key }) {
            print("\(group) \(count.agree)/\(count.all)")
            #expect(count.agree == count.all, "group \(group)")
        }
        let agree = counts.values.reduce(0) { $0 + $1.agree }
        let all = counts.values.reduce(0) { $0 + $1.all }
        print("vectors: \(agree) of \(all) agree")
    }

    @Test("Our own vectors agree, and every rule takes part in one")
    func own() throws {
        let policy = Policy.everyJurisdiction
        var seen = Set<RuleID>()
        let vectors =
            try DecisionVector.own.get() + DecisionVector.digest.get() + DecisionVector.papers.get()
            + DecisionVector.kinds.get()
        for vector in vectors {
            let decision = policy.decide(vector.request)
            #expect(vector.disagreements(with: decision) == [], "\(vector.id)")
            var outcome = decision.facts
            outcome.set(.permitted, Truth(decision.effect == .permit))
            for (number, rule) in policy.compiled.rules.enumerated()
            where policy.compiled.may(number, outcome) {
                seen.insert(rule.id)
            }
        }
        let unseen = policy.rules.map(\.id).filter { !seen.contains($0) }
        #expect(unseen == [])
        print("own vectors: \(vectors.count), rules seen \(seen.count)")
    }
}
