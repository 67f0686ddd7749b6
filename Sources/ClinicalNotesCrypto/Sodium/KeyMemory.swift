internal import Synchronization

/// The slabs that hold every secret of the process, and which of their slots are free.
enum KeyMemory {
    private struct Slab: Sendable {
        let memory: KeySlab
        var free: [Int]
    }

    private static let slabs = Mutex<[Slab]>([])

    /// A free slot; a further slab is locked when all are taken.
    static func take() throws(CryptoError) -> (KeySlab, Int) {
        let answer: Result<(KeySlab, Int), CryptoError> = slabs.withLock { slabs in
            for position in slabs.indices.reversed() {
                if let index = slabs[position].free.popLast() {
                    return .success((slabs[position].memory, index))
                }
            }
            do throws(CryptoError) {
                let memory = try KeySlab()
                slabs.append(Slab(memory: memory, free: Array(1..<KeySlab.capacity)))
                return .success((memory, 0))
            } catch {
                return .failure(error)
            }
        }
        return try answer.get()
    }

    /// Takes a wiped slot back; an empty slab beyond the first is released.
    static func giveBack(_ memory: KeySlab, _ index: Int) {
        slabs.withLock { slabs in
            guard let position = slabs.firstIndex(where: { $0.memory === memory }) else { return }
            slabs[position].free.append(index)
            if slabs.count > 1, slabs[position].free.count == KeySlab.capacity {
                slabs.remove(at: position)
            }
        }
    }
}
