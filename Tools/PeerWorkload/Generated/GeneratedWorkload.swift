internal import ClinicalNotesPolicy

/// A workload of the same shape as the peers', from a seed: for where theirs is not at hand.
package struct GeneratedWorkload: Sendable {
    /// Who may ask, and every note.
    package let world: PeerWorld
    /// What is asked, and the place of the note that it is asked about.
    package let requests: [(question: PeerQuestion, note: Int)]

    /// Makes a workload.
    ///
    /// - Parameters:
    ///   - seed: The same seed makes the same workload.
    ///   - count: How many requests.
    package init(seed: UInt64, requests count: Int = 2_000) {
        var random = SplitMix(seed: seed)
        var principals = (0..<240).map { Self.principal($0, &random) }
        for patient in 0..<300 {
            for _ in 0..<3 {
                let member = Int.random(in: 0..<240, using: &random)
                principals[member].teams.insert("t\(patient)")
            }
        }
        let notes = (0..<2_000).map { Self.note($0, &random) }
        world = PeerWorld(
            principals: Dictionary(uniqueKeysWithValues: principals.map { ($0.id, $0) }),
            notes: notes
        )
        requests = (0..<count).map { _ in
            let note = Int.random(in: 0..<notes.count, using: &random)
            var principal = principals[Int.random(in: 0..<240, using: &random)]
            // Half of them by those who have to do with the note.
            switch Int.random(in: 0..<6, using: &random) {
            case 0: principal = principals.first { .known($0.id) == notes[note].author } ?? principal
            case 1:
                principal =
                    principals.first { $0.teams.contains(notes[note].careTeam.value ?? "") } ?? principal
            case 2:
                let shared = notes[note].sharedWith.value ?? []
                principal = principals.first { shared.contains($0.id) } ?? principal
            default: break
            }
            return (Self.question(by: principal, &random), note)
        }
    }

    private static func principal(_ number: Int, _ random: inout SplitMix) -> PeerPrincipal {
        let role = any(PeerRole.self, &random)
        return PeerPrincipal(
            id: "u\(number)",
            role: .known(role),
            organization: .known("org\(Int.random(in: 0..<3, using: &random))"),
            subject: role == .patient ? "p\(Int.random(in: 0..<300, using: &random))" : nil
        )
    }

    private static func note(_ number: Int, _ random: inout SplitMix) -> PeerNote {
        let patient = Int.random(in: 0..<300, using: &random)
        let shared = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
            "u\(Int.random(in: 0..<240, using: &random))"
        }
        return PeerNote(
            id: "n\(number)",
            compartment: .known(any(PeerCompartment.self, &random)),
            status: .known(any(PeerStatus.self, &random)),
            author: .known("u\(Int.random(in: 0..<240, using: &random))"),
            patient: .known("p\(patient)"),
            organization: .known("org\(Int.random(in: 0..<3, using: &random))"),
            careTeam: .known("t\(patient)"),
            sharedWith: .known(Set(shared)),
            restricted: .known(Int.random(in: 0..<8, using: &random) == 0)
        )
    }

    private static func question(by principal: PeerPrincipal, _ random: inout SplitMix) -> PeerQuestion {
        PeerQuestion(
            principal: principal.id,
            role: principal.role,
            action: .known(Bool.random(using: &random) ? .read : any(PeerAction.self, &random)),
            purpose: .known(Bool.random(using: &random) ? .treatment : any(PeerPurpose.self, &random)),
            authorization: .known(any(PeerAuthorization.self, &random)),
            supervised: .known(Bool.random(using: &random)),
            suitByPatient: .known(Bool.random(using: &random))
        )
    }

    private static func any<Value: PeerValue>(_ type: Value.Type, _ random: inout SplitMix) -> Value {
        let values = Array(Value.allCases)
        return values[Int.random(in: 0..<values.count, using: &random)]
    }
}
