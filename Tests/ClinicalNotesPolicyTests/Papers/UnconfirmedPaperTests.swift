import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("A paper that waits opens nothing")
struct UnconfirmedPaperTests {
    /// The same request with documents that wait, all of them or one.
    private static func waiting(_ request: AccessRequest, _ place: Int?) -> AccessRequest {
        var request = request
        guard case .known(var directives) = request.directives else { return request }
        for at in directives.indices where place == nil || at == place {
            directives[at].unconfirmed = .known(true)
        }
        request.directives = .known(directives)
        return request
    }

    /// The same request without these documents.
    private static func without(_ request: AccessRequest, _ place: Int?) -> AccessRequest {
        var request = request
        guard case .known(var directives) = request.directives else { return request }
        if let place { directives.remove(at: place) } else { directives = [] }
        request.directives = .known(directives)
        return request
    }

    @Test("Whatever is asked, a document that waits makes the answer no wider than without it")
    func generated() throws {
        var generator = RequestGenerator(9)
        var requests = try (DecisionVector.own.get() + DecisionVector.digest.get()).map(\.request)
        for _ in 0..<2000 { requests.append(generator.request()) }
        var compared = 0
        var closed = 0
        for request in requests {
            guard case .known(let directives) = request.directives, !directives.isEmpty else { continue }
            let whole = Policy.everyJurisdiction.decide(request)
            for place in [nil] + directives.indices.map(Optional.some) {
                let waiting = Policy.everyJurisdiction.decide(Self.waiting(request, place))
                let without = Policy.everyJurisdiction.decide(Self.without(request, place))
                #expect((waiting.effect == .permit) == (without.effect == .permit))
                #expect(waiting.visibility == without.visibility)
                compared += 1
                if whole.effect == .permit, waiting.effect != .permit { closed += 1 }
            }
        }
        print("papers that wait: \(compared) compared, \(closed) permits closed by waiting")
        #expect(closed > 20)
    }

    private static var authorized: AccessRequest {
        let boss = PrincipalID(Bytes16(high: 9, low: 1))
        var request = SampleRequest.request(
            PrincipalFacts(
                id: .known(boss),
                role: .known(.employer),
                organization: .known(nil),
                verified: .known(true),
                represents: .known([])
            ),
            .disclose,
            .employment
        )
        request.directives = .known([
            SampleRequest.authorization(.general, to: [.principal(boss)], for: .employment)
        ])
        return request
    }

    @Test("Whether it waits decides, and where nobody can say, nothing opens")
    func authorization() {
        var request = Self.authorized
        #expect(Policy.unitedStates.decide(request).effect == .permit)
        request.directives = .known(
            (request.directives.value ?? []).map {
                var directive = $0
                directive.unconfirmed = .unknown
                return directive
            }
        )
        let unsure = Policy.unitedStates.decide(request)
        #expect(unsure.effect == .undetermined)
        #expect(unsure.unknown.map(\.description).contains("authorized"))
        let waiting = Policy.unitedStates.decide(Self.waiting(request, nil))
        #expect(waiting.effect == .deny)
        let words = waiting.explanation(for: .auditor).sentences.joined()
        #expect(words.contains("nobody else has confirmed it yet"))
        #expect(waiting.explanation(for: .asker).sentences == Self.absent)
    }

    private static let absent = ["There is nothing here that you can open for this purpose."]

    @Test("A direction to send a copy that waits sends none")
    func directed() {
        let friend = PrincipalID(Bytes16(high: 9, low: 2))
        var request = SampleRequest.request(
            PrincipalFacts(
                id: .known(friend),
                role: .known(.designatedThirdParty),
                organization: .known(nil),
                verified: .known(true),
                represents: .known([]),
                abuseSuspected: .known(false)
            ),
            .disclose,
            .patientDirected
        )
        var directive = SampleRequest.authorization(.general, to: [.principal(friend)], for: .patientDirected)
        directive.kind = .known(.accessDirective)
        request.directives = .known([directive])
        #expect(Policy.unitedStates.decide(request).effect == .permit)
        #expect(Policy.unitedStates.decide(Self.waiting(request, nil)).effect == .deny)
    }
}
