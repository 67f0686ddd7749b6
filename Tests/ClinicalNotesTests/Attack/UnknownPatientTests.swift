import ClinicalNotes
import Testing

@Suite("Who has no standing cannot tell a patient from nobody")
struct UnknownPatientTests {
    @Test("directives of a hidden and of an unknown patient are refused in the same words")
    func sameWords() async throws {
        let practice = try await Practice()
        let hidden = try await practice.patient()
        let unknown = PatientID(Entropy.system.bytes16())
        let outsider = try await practice.vault.enroll(
            Person(legalName: "Court"),
            Enrollment.Affiliation(role: .court),
            idempotencyKey: "enrol-court"
        )
        let session = try await practice.vault.session(for: outsider, purpose: .judicialProceeding)
        var answers: [PatientID: [String]] = [:]
        for (number, patient) in [hidden, unknown].enumerated() {
            let consent = DirectiveDocument.representation(
                Representation(of: patient, by: outsider, basis: .adult, from: Practice.start)
            )
            let calls: [() async throws -> Void] = [
                { _ = try await session.record(consent, idempotencyKey: "record-\(number)") },
                {
                    let directive = DirectiveID(Entropy.system.bytes16())
                    try await session.revoke(directive, of: patient, idempotencyKey: "revoke-\(number)")
                },
                { _ = try await session.directives(of: patient) },
                { _ = try await session.links(of: patient) },
            ]
            for call in calls {
                do {
                    try await call()
                    answers[patient, default: []].append("done")
                } catch {
                    answers[patient, default: []].append(String(describing: error))
                }
            }
        }
        #expect(answers[hidden] == Array(repeating: "NotesError(notFound)", count: 4))
        #expect(answers[unknown] == answers[hidden])
    }
}
