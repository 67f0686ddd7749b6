internal import ClinicalNotes
internal import ClinicalNotesLawProof

/// The code of the guide "How a decision is made".
enum HowADecisionIsMade {
    /// What somebody is told who asks for a note.
    static func answer(to session: NoteSession, asking note: NoteID) async throws -> String {
        // HowADecisionIsMade: begin asking
        do {
            let opened = try await session.read(note)
            let notices = opened.obligations.filter { $0.timing == .with }.map(\.rawValue)
            return ([opened.copyText()] + notices).joined(separator: "\n")
        } catch {
            switch error.code {
            // Told openly: a sentence, and what the asker can do about it.
            case .refused:
                let words = [error.refusal?.explanation].compactMap { $0 } + error.remedies.map(\.sentence)
                return words.joined(separator: " ")
            // No such note, or none that the asker may know of: nobody can tell which.
            case .notFound: return "There is no such note."
            default: throw error
            }
        }
        // HowADecisionIsMade: end asking
    }

    /// Who can read a note, a line each.
    static func readers(of note: NoteID, asked desk: NoteSession) async throws -> [String] {
        // HowADecisionIsMade: begin audience
        let readership = try await desk.audience(of: note)
        let lines = readership.map { reader in "\(reader.principal), key \(reader.key.rawValue): \(reader)" }
        let keyless = readership.permittedWithoutKey.map(\.principal)
        // HowADecisionIsMade: end audience
        return lines + keyless.map { "\($0) lacks a key" }
    }

    /// The law of the United States and of New York, with a rule of the practice's own.
    static func policy() -> Policy {
        // HowADecisionIsMade: begin house
        let policy = Policy.unitedStates.adding(.newYork).adding {
            ThirdPartyRestriction("billing sees no psychological testing", because: "Practice policy 4.2") {
                Principal.role == .billing
                Note.kind == .psychologicalTesting
            }
        }
        // HowADecisionIsMade: end house
        return policy
    }

    /// What is proven of a policy, and what its rules change.
    static func proven(_ policy: Policy, beside law: Policy) throws -> [String] {
        // HowADecisionIsMade: begin proof
        let proof = try policy.verify()
        let change = proof.difference(from: law)
        var lines = ["\(proof.certificate): permitted at \(proof.permittedPoints) of \(proof.points)"]
        lines.append("opened \(change.opened), closed \(change.closed) by \(change.closedBy.map(\.id))")
        // HowADecisionIsMade: end proof
        return lines
    }

    /// What an authorization lacks before it is put on record, with the paragraphs that ask for it.
    static func lacking(_ form: Authorization, at moment: Instant) -> [String] {
        // HowADecisionIsMade: begin defects
        let lacking = form.defects(at: moment).map { "\($0.rawValue) (\($0.requirement))" }
        // HowADecisionIsMade: end defects
        return lacking
    }
}
