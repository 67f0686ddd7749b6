import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

/// All that can be learned from a call: the answer, what is put on record of it, and which steps it takes.
struct Observation: Equatable, CustomStringConvertible {
    let answer: String
    /// The entries of each commit, without what only auditors see: which rules decided, and what they bring.
    let recorded: [[String]]
    let steps: [String]

    var description: String { "\(answer)\n    recorded \(recorded)\n    after \(steps)" }
}

extension ProbedPractice {
    /// Makes a call, a while after every other, so that nothing is told of refusals together.
    func observe(
        _ asker: Asker,
        _ key: IdempotencyKey,
        _ call: (NoteSession, IdempotencyKey) async throws -> String
    ) async throws -> Observation {
        clinic.clock.advance(by: .seconds(61))
        _ = store.takeRecorded()
        let steps = Steps()
        let answer = await Steps.$current.withValue(steps) {
            do {
                return try await call(asker.session, key)
            } catch {
                return Self.told(error)
            }
        }
        let keys = try await clinic.vault.core.tenantKeys()
        let recorded = try store.takeRecorded().map { commit in
            try commit.map { bytes in
                let entry = try AuditRecord(decoding: bytes.joined)
                    .open(tenant: clinic.tenant, under: keys.audit.key).entry
                let about = entry.record == nil ? "owner" : "record"
                return
                    "\(entry.event) \(entry.action.rawValue) \(entry.outcome) \(entry.count) \(about) "
                    + "\(entry.declared)"
            }
        }
        return Observation(answer: answer, recorded: recorded, steps: steps.all)
    }

    /// All of an error that the asker sees.
    private static func told(_ error: any Error) -> String {
        guard let refusal = (error as? NotesError)?.refusal else {
            return "\(error) \((error as? NotesError)?.remedies ?? [])"
        }
        return "\(refusal.code) \(refusal) \(refusal.rules) \(refusal.citations) \(refusal.remedies) "
            + "\(refusal.obligations) \(refusal.unknown)"
    }
}
