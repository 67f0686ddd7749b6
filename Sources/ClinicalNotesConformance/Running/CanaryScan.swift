internal import Synchronization

/// Looks for canaries in bytes that come in pieces, parted anywhere.
final class CanaryScan: Sendable {
    private struct State {
        var tail: [UInt8] = []
        var found: Set<Canary> = []
    }

    /// Spellings by their first byte.
    private let spellings: [[(spelling: [UInt8], canary: Canary)]]
    private let longest: Int
    private let state = Mutex(State())

    init(for canaries: [Canary]) {
        var spellings = [[(spelling: [UInt8], canary: Canary)]](repeating: [], count: 256)
        for canary in canaries {
            for spelling in canary.spellings {
                if let first = spelling.first { spellings[Int(first)].append((spelling, canary)) }
            }
        }
        self.spellings = spellings
        longest = spellings.joined().map(\.spelling.count).max() ?? 0
    }

    /// What was found so far.
    var found: Set<Canary> { state.withLock { $0.found } }

    /// Looks at the next piece.
    func take(_ piece: [UInt8]) {
        state.withLock { state in
            let bytes = state.tail + piece
            for start in bytes.indices {
                for (spelling, canary) in spellings[Int(bytes[start])]
                where start + spelling.count <= bytes.count
                    && bytes[start..<start + spelling.count].elementsEqual(spelling)
                {
                    state.found.insert(canary)
                }
            }
            state.tail = bytes.suffix(max(0, longest - 1))
        }
    }
}
