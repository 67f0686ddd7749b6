import ClinicalNotesPolicy
import Foundation
import PeerWorkload

@testable import NotesCompliance

/// A generated workload as files, with the answers that were written by hand.
struct WorkloadFiles {
    private let folder: URL

    var arguments: [String] {
        [
            "peers", "--requests", folder.appending(path: "requests.jsonl").path(), "--lists",
            folder.appending(path: "lists.jsonl").path(),
        ]
    }

    init(_ workload: GeneratedWorkload, lists: Int, in folder: URL) throws {
        self.folder = folder
        let world = workload.world
        let entities = world.principals.values.sorted { $0.id < $1.id }.map(\.json) + world.notes.map(\.json)
        try write(JSONValue.array(entities).text, "entities.json")
        var requests: [String] = []
        var expected: [String] = []
        for (number, (question, place)) in workload.requests.enumerated() {
            guard let principal = world.principals[question.principal] else { continue }
            let note = PeerNoteFacts(of: world.notes[place], for: principal)
            let members = question.json.merging(note.json) { $1 }
            requests.append(
                JSONValue.object(
                    members.merging(["id": .count(number), "resource": .string(world.notes[place].id)]) { $1 }
                ).text
            )
            let (allows, rules) = PeersByHand(question, note).answer
            expected.append(
                JSONValue.object([
                    "id": .count(number), "decision": .string(allows ? "Allow" : "Deny"),
                    "rules": .strings(rules),
                ]).text
            )
        }
        try write(requests.joined(separator: "\n"), "requests.jsonl")
        try write(expected.joined(separator: "\n") + "\n", "expected.jsonl")
        let questions = workload.requests.prefix(lists).enumerated().map { number, asked in
            let principal = world.principals[asked.question.principal]
            let allowed = world.notes.filter { note in
                principal.map { PeersByHand(asked.question, PeerNoteFacts(of: note, for: $0)).answer.0 }
                    ?? false
            }
            let members: [String: JSONValue] = [
                "id": .count(number), "allowed": .strings(allowed.map(\.id)),
            ]
            return JSONValue.object(asked.question.json.merging(members) { $1 }).text
        }
        try write(questions.joined(separator: "\r\n"), "lists.jsonl")
    }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }
}

extension Fact {
    /// The value as JSON, or null.
    func json(_ make: (Value) -> JSONValue) -> JSONValue { value.map(make) ?? .null }
}

extension PeerPrincipal {
    fileprivate var json: JSONValue {
        var attributes: [String: JSONValue] = [
            "role": role.json { .string("\($0)") },
            "org": organization.json { JSONValue.reference("Org", $0) },
        ]
        if let subject { attributes["subject"] = .reference("Patient", subject) }
        return .entity("User", id, attributes, teams.sorted().map { .name("CareTeam", $0) })
    }
}

extension PeerNote {
    fileprivate var json: JSONValue {
        .entity(
            "Note",
            id,
            [
                "compartment": compartment.json { .string("\($0)") },
                "status": status.json { .string("\($0)") },
                "author": author.json { .reference("User", $0) },
                "patient": patient.json { .reference("Patient", $0) },
                "org": organization.json { .reference("Org", $0) },
                "careTeam": careTeam.json { .reference("CareTeam", $0) },
                "sharedWith": sharedWith.json { .array($0.sorted().map { .reference("User", $0) }) },
                "restricted": restricted.json { .bool($0) },
            ],
            []
        )
    }
}

extension PeerQuestion {
    fileprivate var json: [String: JSONValue] {
        [
            "principal": .string(principal), "role": role.json { .string("\($0)") },
            "action": action.json { .string("\($0)") }, "purpose": purpose.json { .string("\($0)") },
            "authorization": authorization.json { .string("\($0)") },
            "supervised": supervised.json { .bool($0) },
            "suitByPatient": suitByPatient.json { .bool($0) },
        ]
    }
}

extension PeerNoteFacts {
    fileprivate var json: [String: JSONValue] {
        [
            "compartment": compartment.json { .string("\($0)") }, "status": status.json { .string("\($0)") },
            "isAuthor": isAuthor.json { .bool($0) }, "onCareTeam": onCareTeam.json { .bool($0) },
            "isShared": isShared.json { .bool($0) }, "isSubject": isSubject.json { .bool($0) },
            "sameOrg": sameOrg.json { .bool($0) }, "restricted": restricted.json { .bool($0) },
        ]
    }
}

extension JSONValue {
    fileprivate static func name(_ type: String, _ id: String) -> JSONValue {
        .object(["type": .string(type), "id": .string(id)])
    }

    fileprivate static func reference(_ type: String, _ id: String) -> JSONValue {
        .object(["__entity": name(type, id)])
    }

    fileprivate static func entity(
        _ type: String,
        _ id: String,
        _ attributes: [String: JSONValue],
        _ parents: [JSONValue]
    ) -> JSONValue {
        .object(["uid": name(type, id), "attrs": .object(attributes), "parents": .array(parents)])
    }
}
