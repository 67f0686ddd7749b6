import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Turns of those who write the same owners")
struct OwnerQueueTests {
    private let queue = OwnerQueue()

    private func owner(_ number: UInt64) -> OwnerID { OwnerID(Bytes16(high: 0, low: number)) }

    @Test("come in the order they were asked for")
    func order() async throws {
        let first = try await queue.turn([owner(1)], by: .never)
        let order = Shared<[Int]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<5 {
                group.addTask {
                    let turn = try await queue.turn([owner(1)], by: .never)
                    order.change { $0.append(number) }
                    queue.end(turn)
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            queue.end(first)
            try await group.waitForAll()
        }
        #expect(order.value == [0, 1, 2, 3, 4])
        #expect(!queue.isWanted([owner(1)], beside: nil))
    }

    @Test("of different owners do not wait for each other")
    func independent() async throws {
        let one = try await queue.turn([owner(1)], by: .never)
        let two = try await queue.turn([owner(2)], by: .never)
        #expect(queue.isWanted([owner(1), owner(3)], beside: two))
        #expect(!queue.isWanted([owner(1)], beside: one))
        queue.end(one)
        queue.end(two)
    }

    @Test("of several owners each come about, in whatever order they are named")
    func overlapping() async throws {
        let turns = Shared(0)
        let holders = Shared<[OwnerID: Int]>([:])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 as Range<UInt64> {
                group.addTask {
                    let owners: Set = [owner(number % 3), owner((number * 7 + 1) % 4), owner(number % 5)]
                    let turn = try await queue.turn(owners, by: .never)
                    let alone = holders.change { holders in
                        for owner in owners { holders[owner, default: 0] += 1 }
                        return owners.allSatisfy { holders[$0] == 1 }
                    }
                    #expect(alone)
                    await Task.yield()
                    holders.change { holders in for owner in owners { holders[owner, default: 0] -= 1 } }
                    turns.change { $0 += 1 }
                    queue.end(turn)
                }
            }
            try await group.waitForAll()
        }
        #expect(turns.value == 60)
    }

    @Test("are given up at the deadline or when cancelled, and the next one goes on")
    func givenUp() async throws {
        let first = try await queue.turn([owner(1)], by: .never)
        await #expect(throws: NotesError(.timedOut)) {
            _ = try await queue.turn([owner(1), owner(2)], by: .after(.milliseconds(30)))
        }
        let waiting = Task { try await queue.turn([owner(1), owner(2)], by: .never) }
        let behind = Task { try await queue.turn([owner(2)], by: .never) }
        try await Task.sleep(for: .milliseconds(30))
        waiting.cancel()
        await #expect(throws: NotesError(.cancelled)) { _ = try await waiting.value }
        queue.end(try await behind.value)
        queue.end(first)
        #expect(!queue.isWanted([owner(1), owner(2)], beside: nil))
    }
}
