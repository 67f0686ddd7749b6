import ClinicalNotes
import Testing

@Suite("An adapter that cannot express what a policy leaves over")
struct StoreCapabilityTests {
    @Test("is refused at start, by the name of what it lacks, and nothing is written")
    func refused() async throws {
        let lacking: [(StoreCapabilities, String)] = [
            (.range, "range"), (.membership, "membership"), ([.range, .membership], "range,membership"),
        ]
        for (capabilities, name) in lacking {
            let store = WatchedStore(lacking: capabilities)
            await #expect(throws: VaultError(.storeUnusable, at: "store.capabilities.\(name)")) {
                _ = try await Practice(store: store)
            }
            #expect(store.batches.isEmpty && store.queries.isEmpty)
        }
    }

    @Test("is taken if it only lacks what no list asks for")
    func taken() async throws {
        _ = try await Practice(store: WatchedStore(lacking: [.negation, .durable]))
    }

    @Test("is measured by what each predicate asks for")
    func needed() {
        let one: Set = [Bytes16(high: 0, low: 1)]
        let two: Set = [Bytes16(high: 0, low: 1), Bytes16(high: 0, low: 2)]
        let moment = Practice.start
        let expected: [(IndexPredicate, StoreCapabilities)] = [
            (.all, []), (.nothing, []), (.pseudonym(one), []), (.pseudonym(two), .membership),
            (.statusClass([1]), []), (.statusClass([1, 2]), .membership),
            (.time(from: nil, to: nil), []), (.time(from: moment, to: nil), .range),
            (.time(from: nil, to: moment), .range), (.not(.pseudonym(one)), .negation),
            (.and([.pseudonym(two), .time(from: moment, to: nil)]), [.membership, .range]),
            (.or([.pseudonym(one), .not(.statusClass([1, 2]))]), [.negation, .membership]),
        ]
        for (predicate, capabilities) in expected { #expect(predicate.capabilities == capabilities) }
    }
}
