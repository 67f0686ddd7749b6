import Testing

@testable import ClinicalNotesPolicy

@Suite("What refuses reads as a refusal")
struct RefusalSentenceTests {
    /// Of a refusal each has one; what permits has none, or takes something away.
    private static let refusing = [
        "no", "not", "nor", "none", "nobody", "nothing", "never", "neither", "cannot", "only", "alone",
        "without",
        "closes", "keeps", "lacks", "refused", "needs", "revoked", "expired", "false", "first", "restriction",
        "outside", "endanger", "harm", "reveal", "protects", "ends", "narrows", "upheld", "wait",
        "depend", "another", "somebody else", "other recipients", "other purposes", "other information",
    ]

    private static func refuses(_ sentence: String) -> Bool {
        let words = sentence.lowercased().split { !$0.isLetter }.joined(separator: " ")
        return refusing.contains { " \(words) ".contains(" \($0) ") }
    }

    private static let states: [HouseRules] = [.california, .illinois, .newYork, .texas]

    @Test("Every prohibition, and every reason of a denial, says that something is refused, or why")
    func rules() {
        var permitted = FactVocabulary.law.unknownFacts
        permitted.set(.permitted, .yes)
        let compiled = Policy.everyJurisdiction.compiled
        var seen = 0
        for (number, rule) in compiled.rules.enumerated() {
            switch rule.kind {
            case .prohibition, .houseProhibition: break
            case .reason where !compiled.may(number, permitted): break
            case .reason, .permission, .duty: continue
            }
            seen += 1
            #expect(Self.refuses(rule.sentence), "\(rule.id): \(rule.sentence)")
        }
        #expect(seen > 150)
        for rule in Self.states.flatMap(\.rules) where RuleSummary(rule).effect == .prohibits {
            #expect(Self.refuses(rule.sentence), "\(rule.id): \(rule.sentence)")
        }
    }

    @Test(
        "What once read as a permission is told apart",
        arguments: [
            "Mental health records go to lawyers, police and undertakers by authorization or where law compels it.",
            "A note entered in error goes to its author and where law compels.",
            "A clinician may refuse a parent to protect the treatment, the minor's safety or well-being.",
            "What the patient authorized to be sent is a disclosure like any other.",
            "Where a parent must consent to the care, minor and parent consent to what is shown.",
        ]
    )
    func permissions(_ sentence: String) { #expect(!Self.refuses(sentence)) }

    @Test("A hold that does not bind is not told as if it did")
    func unmetHold() {
        let unmet = Policy.unitedStates.rules.filter {
            $0.id.description.hasPrefix("hipaa.hold-") && $0.id.description.hasSuffix("-not-met")
        }
        #expect(unmet.count == 6)
        for rule in unmet {
            #expect(rule.sentence.hasPrefix("A recorded hold keeps nothing back: it is not shown that "))
            #expect(rule.sentence.hasSuffix(".") && !rule.sentence.hasSuffix(".."))
        }
    }
}
