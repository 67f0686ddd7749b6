import ClinicalNotesPolicy
import Foundation
import Testing

@Suite("A missing fact never opens")
struct MissingFactTests {
    private static let files = [
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../Vectors/policy/decisions.jsonl"
        ),
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../shared/vectors/decisions.jsonl"
        ),
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../Vectors/policy/papers.jsonl"
        ),
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../Vectors/policy/kinds.jsonl"
        ),
    ]

    /// Keys beyond the shape of the peers' vectors: for these, absent means the value that is usual.
    private static let usual: Set<String> = [
        "note.correctional_holder", "note.author_unavailable", "note.wrong_patient",
        "note.used_for_decisions",
        "authorization.unconfirmed",
    ]

    /// Every request of an object with one key, at any depth, taken away.
    private static func withoutOne(_ value: Any) -> [(String, Any)] {
        if let object = value as? [String: Any] {
            return object.keys.sorted().flatMap { key -> [(String, Any)] in
                var less = object
                less.removeValue(forKey: key)
                let deeper = withoutOne(object[key] ?? NSNull()).map { path, inner -> (String, Any) in
                    var changed = object
                    changed[key] = inner
                    return ("\(key).\(path)", changed)
                }
                return [(key, less)] + deeper
            }
        }
        if let list = value as? [Any] {
            return list.indices.flatMap { index in
                withoutOne(list[index]).map { path, inner -> (String, Any) in
                    var changed = list
                    changed[index] = inner
                    return ("\(index).\(path)", changed)
                }
            }
        }
        return []
    }

    @Test("Without any one fact no denial becomes a permit", arguments: files)
    func oneUnknown(_ file: URL) throws {
        guard let all = DecisionVector.lines(file) else { return }
        // Many vectors about papers differ in who acts alone.
        let lines =
            file.lastPathComponent == "papers.jsonl"
            ? all.indices.filter { $0 % 4 == 0 }.map { all[$0] } : all
        var tried = 0
        var undetermined = 0
        for line in lines {
            let vector = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            )
            let whole = try #require(vector["request"])
            let before = Policy.everyJurisdiction.decide(try request(whole))
            for (path, less) in Self.withoutOne(whole) where !Self.usual.contains(path) {
                guard let request = try? request(less) else { continue }
                let after = Policy.everyJurisdiction.decide(request)
                tried += 1
                if after.effect == .undetermined {
                    undetermined += 1
                    #expect(!after.unknown.isEmpty, "\(vector["id"] ?? "") without \(path) names nothing")
                    #expect(after.visibility == .nothing)
                }
                if before.effect == .permit {
                    #expect(after.effect != .deny, "\(vector["id"] ?? "") denied for certain without \(path)")
                }
                if before.effect != .permit {
                    #expect(after.effect != .permit, "\(vector["id"] ?? "") opened without \(path)")
                }
            }
        }
        print(
            "missing facts: \(tried) requests, \(undetermined) undetermined, from \(file.lastPathComponent)"
        )
        #expect(tried > 1000)
    }

    private func request(_ object: Any) throws -> AccessRequest {
        try JSONDecoder().decode(AccessRequest.self, from: JSONSerialization.data(withJSONObject: object))
    }

    @Test("A request of which nothing is known is never permitted")
    func nothingKnown() throws {
        let request = try JSONDecoder().decode(
            AccessRequest.self,
            from: Data(#"{"actor":{},"note":{}}"#.utf8)
        )
        #expect(Policy.everyJurisdiction.decide(request).effect == .undetermined)
    }

    @Test("Those facts, too, open nothing while they are unknown")
    func usualFactsUnknown() throws {
        for vector in try DecisionVector.own.get() where vector.expect.effect == .deny {
            for key: WritableKeyPath<NoteFacts, Fact<Bool>> in [
                \.correctionalHolder, \.authorUnavailable, \.wrongPatient, \.usedForDecisions,
            ] {
                var request = vector.request
                request.note[keyPath: key] = .unknown
                #expect(Policy.everyJurisdiction.decide(request).effect != .permit, "\(vector.id)")
            }
        }
    }
}
