public import ClinicalNotesCrypto
public import ClinicalNotesModel

/// What the vault takes from outside itself: time and chance.
///
/// Tests give both fixed; everything else uses ``system``.
public struct Environment: Sendable {
    /// The current moment.
    public let now: @Sendable () -> Instant
    /// The source of random bytes: identifiers, keys and nonces.
    public let entropy: Entropy

    /// Makes an environment.
    public init(now: @escaping @Sendable () -> Instant, entropy: Entropy) {
        self.now = now
        self.entropy = entropy
    }

    /// The machine's clock and libsodium's random numbers.
    public static let system = Environment(now: SystemClock.now, entropy: .system)
}
