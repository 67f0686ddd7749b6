internal import Foundation
internal import PeerWorkload

/// Requests with who asks and what about, as typed records.
struct PeerAsks {
    /// What one of them is about; it cannot be copied, since copying the records is no part of deciding on them.
    struct Records: ~Copyable, Sendable {
        let question: PeerQuestion
        let principal: PeerPrincipal
        let note: PeerNote
    }

    /// One of them.
    final class Ask: Sendable {
        let records: Records

        init(question: PeerQuestion, principal: PeerPrincipal, note: PeerNote) {
            records = Records(question: question, principal: principal, note: note)
        }
    }

    /// Whose workload it is.
    let name: String
    let asks: [Ask]

    /// Reads the peers' workload, where its folder is here, and generates one of the same shape otherwise.
    init(folder: String?) throws {
        guard let folder = folder.map({ URL(filePath: $0) }) else {
            let workload = GeneratedWorkload(seed: 1, requests: 10_000)
            name = "a generated workload"
            asks = workload.requests.compactMap { question, note in
                workload.world.principals[question.principal].map {
                    Ask(question: question, principal: $0, note: workload.world.notes[note])
                }
            }
            return
        }
        let decoder = JSONDecoder()
        let entities = try Data(contentsOf: folder.appending(path: "entities.json"))
        let world = try decoder.decode(PeerWorld.self, from: entities)
        let notes = Dictionary(world.notes.map { ($0.id, $0) }) { $1 }
        let lines = try String(contentsOf: folder.appending(path: "requests.jsonl"), encoding: .utf8)
        name = "the peers' workload"
        asks = try lines.split(separator: "\n").compactMap { line in
            let request = try decoder.decode(PeerRequest.self, from: Data(line.utf8))
            guard let principal = world.principals[request.question.principal],
                let note = notes[request.resource]
            else { return nil }
            return Ask(question: request.question, principal: principal, note: note)
        }
    }
}
