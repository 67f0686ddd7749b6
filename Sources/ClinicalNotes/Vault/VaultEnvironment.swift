public import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// What the vault takes from outside itself: time and chance.
///
/// Tests give both fixed; everything else uses ``system``.
public struct VaultEnvironment: Sendable {
    /// The current moment.
    public let now: @Sendable () -> Instant
    /// The source of random bytes: identifiers, keys and nonces.
    public let entropy: Entropy
    /// The hour of a moment on the practice's own clock, of 0 to 23; only house rules that name hours ask for it.
    ///
    /// `nil` is unknown: such a rule may then apply.
    public let hour: @Sendable (Instant) -> Int?

    /// Makes an environment; without a clock of the practice's own no hour is known.
    public init(
        now: @escaping @Sendable () -> Instant,
        entropy: Entropy,
        hour: @escaping @Sendable (Instant) -> Int? = { _ in nil }
    ) {
        self.now = now
        self.entropy = entropy
        self.hour = hour
    }

    /// The machine's clock and libsodium's random numbers.
    public static let system = VaultEnvironment(now: SystemClock.now, entropy: .system)
}

extension VaultEnvironment {
    /// The hour of a moment as a fact.
    func localHour(at moment: Instant) -> Fact<Int> {
        guard let hour = hour(moment), (0..<24).contains(hour) else { return .unknown }
        return .known(hour)
    }
}
