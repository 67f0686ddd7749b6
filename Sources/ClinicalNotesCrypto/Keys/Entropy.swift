package import ClinicalNotesModel
internal import Synchronization

/// Where random bytes come from.
///
/// Programs use ``system``. Tests pass a source of their own, so that what they seal is the same every time.
public struct Entropy: Sendable {
    private let source: (@Sendable (Int) -> [UInt8])?

    /// The operating system's random numbers, through libsodium.
    public static let system = Entropy()

    private init() { source = nil }

    /// Takes a source.
    ///
    /// - Parameter fill: Returns exactly as many bytes as it is asked for.
    public init(_ fill: @escaping @Sendable (Int) -> [UInt8]) { source = fill }

    /// Random bytes.
    ///
    /// - Parameter count: How many.
    /// - Returns: Exactly that many bytes.
    public func bytes(_ count: Int) -> [UInt8] {
        guard let source else { return Sodium.random(count) }
        let bytes = source(count)
        precondition(bytes.count == count, "an entropy source returns as many bytes as it is asked for")
        return bytes
    }

    /// The same source, asked once for `count` bytes, which are then handed out piece by piece, none of them twice;
    /// when they are used up the source is asked as before.
    ///
    /// For work that needs many small pieces: every question to the operating system costs.
    package func generatedAhead(_ count: Int) -> Entropy {
        let drawn = Mutex(bytes(count)[...])
        return Entropy { wanted in
            let piece = drawn.withLock { rest -> ArraySlice<UInt8>? in
                guard rest.count >= wanted else { return nil }
                defer { rest.removeFirst(wanted) }
                return rest.prefix(wanted)
            }
            return piece.map { Array($0) } ?? bytes(wanted)
        }
    }

    /// Sixteen random bytes, for an identifier.
    package func bytes16() -> Bytes16 { Bytes16(bytes(16)) ?? .zero }

    /// Thirty-two random bytes straight into a key's memory.
    func fill(_ slot: borrowing KeySlab.Slot) {
        guard source != nil else { return slot.randomize() }
        var copied = bytes(KeySlab.keySize)
        copied.lend { slot.copy($0) }
        Sodium.wipe(&copied)
    }
}
