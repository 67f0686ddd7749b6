import ClinicalNotes
import Synchronization

extension Entropy {
    /// The same bytes at every run.
    static func seeded(_ seed: UInt64) -> Entropy {
        let state = SeededState(seed)
        return Entropy { state.bytes($0) }
    }
}

private final class SeededState: Sendable {
    private let state: Mutex<UInt64>

    init(_ seed: UInt64) { state = Mutex(seed) }

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state &+= 0x9E37_79B9_7F4A_7C15
                var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                return UInt8(truncatingIfNeeded: mixed >> 31)
            }
        }
    }
}
