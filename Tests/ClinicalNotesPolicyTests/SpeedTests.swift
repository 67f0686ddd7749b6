import ClinicalNotesPolicy
import Testing

@Suite("Speed")
struct SpeedTests {
    @Test("Deciding all vectors, printed", .enabled(if: (try? DecisionVector.shared.get()) != nil))
    func decide() throws {
        let requests = try DecisionVector.shared.get().map(\.request)
        let policy = Policy.unitedStates
        var permits = 0
        var best = Duration.seconds(60)
        for _ in 0..<5 {
            let elapsed = ContinuousClock().measure {
                for request in requests where policy.decide(request).effect == .permit { permits += 1 }
            }
            best = min(best, elapsed)
        }
        print("decide: \(best / requests.count) a request in this build, \(permits / 5) permits")
        #expect(permits / 5 > 50)
    }
}
