import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@testable import NotesCompliance

@Suite("What people read in thirty situations")
struct NoteSceneTests {
    private let policy = Policy.everyJurisdiction

    private func decided(_ who: String) -> [(title: String, decision: Decision)] {
        NoteScene.all.flatMap { scene in
            scene.asks.filter { $0.who == who }.map { (scene.title, policy.decide($0.request)) }
        }
    }

    @Test("Thirty situations, in each of which a patient, a therapist and a designated third party ask")
    func all() {
        #expect(NoteScene.all.count == 30)
        #expect(Set(NoteScene.all.map(\.title)).count == 30)
        for who in ["patient", "therapist", "designated third party"] {
            #expect(decided(who).count == 30)
            #expect(Set(decided(who).map(\.decision.effect)).isSuperset(of: [.permit, .deny]))
        }
        #expect(decided("parent").count == 2)
    }

    @Test(
        "A designated third party reads one of two answers, and a therapist of what is hidden always the same"
    )
    func leaksNothing() {
        for who in ["designated third party", "therapist"] {
            for (title, decision) in decided(who) {
                let told = decision.explanation(for: .asker)
                let code: ReasonCode = decision.effect == .permit ? .maySee : .nothingHere
                #expect(told.reasons.map(\.code) == [code], "\(title)")
                guard decision.effect != .permit else { continue }
                #expect(told.rules.isEmpty && told.citations.isEmpty && told.obligations.isEmpty, "\(title)")
                #expect(told.unknown.isEmpty && told.nearMisses.isEmpty, "\(title)")
            }
        }
        let refused = decided("designated third party").filter { $0.decision.effect != .permit }
        let verified = refused.map { $0.decision.explanation(for: .asker).remedies }
            .filter { !$0.contains(.verifyIdentity) }
        #expect(Set(verified).count == 1)
    }

    @Test("What somebody reads is calm: no word names a kind of note, a law or a person")
    func calm() {
        let words = [
            "psychotherapy", "substance", "counsel", "consent", "danger", "harm", "minor", "parent", "draft",
            "error",
            "CFR", "law", "denied", "refused", "!",
        ]
        let before = Obligation.allCases.filter { $0.timing == .before }
        for reason in Reason.forAskers + before.map({ .onceDone([$0]) }) {
            for word in words { #expect(!reason.sentence.contains(word), "\(reason.code): \(word)") }
        }
        // What comes before is told in words, with its code.
        for obligation in before {
            let told = Reason.onceDone([obligation]).sentence
            #expect(told.hasSuffix(" (\(obligation.rawValue))."), "\(told)")
            #expect(!told.contains(": \(obligation.rawValue)"), "\(told)")
        }
    }

    @Test("Of every near miss the page tells in plain words what it lacks and what stands against it")
    func nearMisses() {
        for scene in NoteScene.all {
            for ask in scene.asks {
                for miss in policy.decide(ask.request).explanation(for: .auditor).nearMisses {
                    for axis in miss.lacking + miss.against {
                        #expect(axis.words != axis.description, "\(axis)")
                    }
                }
            }
        }
    }

    @Test("An auditor reads of every answer which rule decided, and of a denial which came nearest")
    func auditor() {
        for scene in NoteScene.all {
            for ask in scene.asks {
                let decision = policy.decide(ask.request)
                let told = decision.explanation(for: .auditor)
                #expect(!told.reasons.isEmpty && !told.citations.isEmpty, "\(scene.title): \(ask.who)")
                #expect(told.nearMisses.count <= 3)
                #expect((decision.effect == .permit) == told.nearMisses.isEmpty, "\(scene.title): \(ask.who)")
            }
        }
    }
}
