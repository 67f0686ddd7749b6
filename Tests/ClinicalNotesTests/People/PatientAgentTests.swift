import ClinicalNotesCrypto
import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("For whom somebody acts")
struct PatientAgentTests {
    private static let noon = Instant(milliseconds: 1_760_000_000_000)
    private let parent = PrincipalID(Entropy.system.bytes16())
    private let child = PatientID(Entropy.system.bytes16())
    private let other = PatientID(Entropy.system.bytes16())

    private func paper(
        of patient: PatientID? = nil,
        by representative: PrincipalID? = nil,
        until: Instant? = nil,
        notRecognized: Bool = false,
        _ standing: FilingStanding = .inForce
    ) -> Directive {
        let representation = Representation(
            of: patient ?? child,
            by: representative ?? parent,
            basis: .parent,
            from: Self.noon,
            until: until,
            nonRecognition: notRecognized
                ? NonRecognition(believedEndangered: true, notInBestInterest: true, by: parent, at: Self.noon)
                : nil
        )
        return Directive(
            id: DirectiveID(Entropy.system.bytes16()),
            document: .representation(representation),
            recordedBy: parent,
            recordedAt: Self.noon,
            standing: standing
        )
    }

    @Test("is the patient alone without a paper, whoever else there is")
    func patient() {
        let agent = PatientAgent(.patient(child), by: [paper()])
        #expect(agent.isPatient(child))
        #expect(!agent.isPatient(other))
        #expect(agent.actedFor(among: [other, child]) == [child])
        #expect(agent.actedFor(among: [other]) == [])
    }

    @Test("is whom a paper in force names, as long as it is current, and nobody by another's paper")
    func represented() {
        let ended = paper(until: Self.noon + .seconds(60))
        let agent = PatientAgent(parent, by: [ended, paper(of: other, by: .patient(child))])
        #expect(agent.acts(for: child, at: Self.noon))
        #expect(!agent.acts(for: child, at: Self.noon + .seconds(60)))
        #expect(agent.acts(for: child))
        #expect(!agent.acts(for: other))
        #expect(agent.actedFor(among: [other, child], at: Self.noon) == [child])
        let waiting = PatientAgent(parent, by: [paper(.unconfirmed)])
        #expect(!waiting.acts(for: child) && waiting.represented().isEmpty)
    }

    @Test("is oneself first where one is a subject beside a child")
    func both() {
        let papers = [paper()]
        let agent = PatientAgent(.patient(other), by: [paper(by: .patient(other))] + papers)
        #expect(agent.actedFor(among: [child, other]) == [other])
        #expect(agent.actedFor(among: [child]) == [child])
    }

    @Test("tells a refusal to recognize, in force or not, while it is current")
    func notRecognized() {
        let agent = PatientAgent(
            parent,
            by: [paper(until: Self.noon + .seconds(60), notRecognized: true, .unconfirmed)]
        )
        #expect(agent.isNotRecognized(at: Self.noon))
        #expect(!agent.isNotRecognized(at: Self.noon + .seconds(60)))
        #expect(!PatientAgent(parent, by: [paper()]).isNotRecognized(at: Self.noon))
    }
}
