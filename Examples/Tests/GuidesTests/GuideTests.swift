import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import Testing

@testable import Guides

@Suite("The guides")
struct GuideTests {
    @Test("have a form of the host's own that is registered, filled in and read again")
    func ownTemplate() async throws {
        try await SmallPractice.withFolder { folder in
            let vault = try await YourOwnTemplate.found(
                SQLiteNoteStore(path: folder.appending(path: "practice.db").path()),
                SmallPractice.keys(in: folder),
                .smallPractice
            )
            let keyring = try Keyring.generate()
            let rivera = try await vault.enroll(
                Person(legalName: "Rivera"),
                .treatingClinician,
                keys: keyring.publicKeyring
            )
            let ana = try await vault.register(Person(legalName: "Ana"))
            let desk = try await vault.session(for: rivera, purpose: .treatment, unlocking: keyring)

            let form = try await YourOwnTemplate.fill(in: "Cannot sleep.", about: ana, at: desk)
            #expect(form.presentingProblem?.copyString() == "Cannot sleep.")
            #expect(form.mood?.score == 12)
            #expect(form.medications?.first?.medication.copyString() == "Sertraline")

            let longer = try await desk.draft(LongerIntakeForm(strengths: ["humor"]), about: [ana])
            #expect(try await desk.read(longer)[\LongerIntakeForm.strengths]?.count == 1)
            let formulation = try await desk.draft(Formulation(hypotheses: "Own words."), about: [ana])
            #expect(try await desk.read(formulation).compartment == .psychotherapy)
            try await vault.close()
        }
    }

    @Test(
        "tell a colleague of an absent note as of a psychotherapy note, and a patient of a refusal what helps"
    )
    func decisions() async throws {
        try await SmallPractice.withFolder { folder in
            let practice = try await SmallPractice(in: folder)
            let (desk, colleague) = (
                try await practice.session("Rivera"), try await practice.session("Okafor")
            )
            let ana = try await practice.patient()
            let analysis = try await desk.draft(PsychotherapyNote(impressions: "Own words."), about: [ana])

            #expect(try await HowADecisionIsMade.answer(to: desk, asking: analysis).hasPrefix("Own words."))
            let concealed = try await HowADecisionIsMade.answer(to: colleague, asking: analysis)
            #expect(concealed == "There is no such note.")
            let readers = try await HowADecisionIsMade.readers(of: analysis, asked: desk)
            #expect(readers.contains { $0.hasPrefix("\(desk.principal), key held:") })
            #expect(!readers.contains { $0.hasPrefix("\(colleague.principal)") })
            #expect(
                HowADecisionIsMade.policy().rules.contains {
                    $0.id.description == "house.billing-sees-no-psychological-testing"
                }
            )
        }
    }

    @Test("prove a policy with the practice's own rule, and say what it changes")
    func proof() throws {
        let law = Policy.unitedStates.adding(.newYork)
        let same = try HowADecisionIsMade.proven(law, beside: law)
        #expect(same.last == "opened 0, closed 0 by []")
        let own = try HowADecisionIsMade.proven(HowADecisionIsMade.policy(), beside: law)
        #expect(own.last?.hasPrefix("opened 0, closed ") == true && own.last != same.last)
        #expect(own.last?.contains("house.billing-sees-no-psychological-testing") == true, "\(own)")
        #expect(own.first != same.first)
    }

    @Test("say what an authorization lacks, with the paragraph")
    func defects() {
        let empty = Authorization(
            subjects: [],
            description: "",
            covers: [],
            disclosers: [],
            recipients: [],
            purposes: [],
            expiry: nil,
            signature: nil,
            statements: []
        )
        let lacking = HowADecisionIsMade.lacking(empty, at: Instant(milliseconds: 1_760_000_000_000))
        #expect(lacking.contains { $0.contains("164.508(c)(1)(i)") })
    }

    @Test("write once what is repeated under one name, and read a page in one call")
    func repeating() async throws {
        try await SmallPractice.withFolder { folder in
            let practice = try await SmallPractice(in: folder)
            let desk = try await practice.session("Rivera")
            let ana = try await practice.patient()
            let begun = Instant(milliseconds: 1_760_000_000_000)
            let session = CounselingSession(
                subjects: [ana],
                period: begun..<(begun + .seconds(3000)),
                modality: .individual,
                summary: SessionSummary(progress: "Sleeps better.")
            )
            let visit = try await ErrorsRetriesConcurrency.save(session, form: "4711", at: desk)
            #expect(try await ErrorsRetriesConcurrency.save(session, form: "4711", at: desk) == visit)
            #expect(try await ErrorsRetriesConcurrency.page(of: ana, at: desk).map(\.id) == [visit.summary])
            try await ErrorsRetriesConcurrency.putOff(visit, at: desk)
            let plan = try await desk.read(visit.summary)[\SessionSummary.plan]
            #expect(plan?.text.copyString() == "Every two weeks")

            var calls = 0
            let written = try await Guides.repeating("form", pausing: .zero) { _ in
                calls += 1
                guard calls == 3 else { throw NotesError(.conflict) }
                return calls
            }
            #expect(written == 3)
            await #expect(throws: NotesError(.invalidInput)) {
                try await Guides.repeating("form", pausing: .zero) { _ in
                    calls += 1
                    throw NotesError(.invalidInput)
                }
            }
            #expect(calls == 4)
        }
    }

    @Test("have doc comments whose examples do what they say")
    func docComments() async throws {
        try await SmallPractice.withFolder { folder in
            let practice = try await SmallPractice(in: folder)
            let ana = try await practice.patient()
            let keyring = try Keyring.generate()
            let rivera = try await practice.vault.enroll(
                Person(legalName: "Rivera"),
                Enrollment.Affiliation(role: .treatingClinician, organization: practice.vault.organization),
                keys: keyring.publicKeyring
            )
            let begun = Instant(milliseconds: 1_760_000_000_000)
            let note = try await DocComments.visit(
                practice.vault,
                rivera,
                keyring,
                ana,
                begun,
                "Sleeps better."
            )
            let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
            let lines = try await DocComments.chart(
                of: ana,
                at: desk,
                since: begun + .seconds(-60),
                now: begun + .seconds(60)
            )
            #expect(lines == ["Sleeps better."])
            let draft = try await desk.draft(SessionSummary(plan: "Weekly."), about: [ana])
            let keyless = try await practice.vault.session(for: rivera, purpose: .treatment)
            #expect(try await DocComments.logged(keyless, draft).contains("keyringRequired"))
            #expect(DocComments.text(["impressions": "Own words."]) == 3)

            try await practice.vault.enroll(ana, keys: nil)
            let portal = try await practice.vault.session(for: .patient(ana))
            #expect(try await DocComments.told(portal, note).first?.contains("Sleeps better.") == true)
        }
    }
}
