/// How much work Argon2id makes of guessing a passphrase; stored in the file that it protects.
public struct PassphraseCost: Hashable, Sendable {
    /// Passes over the memory.
    package let operations: UInt32
    /// Memory in KiB.
    package let kibibytes: UInt32

    /// Makes a cost.
    ///
    /// - Parameters:
    ///   - operations: 1 to 16 passes.
    ///   - kibibytes: 8 to 1,048,576 KiB of memory.
    /// - Throws: ``CryptoError`` `.malformed` outside these limits.
    public init(operations: UInt32, kibibytes: UInt32) throws(CryptoError) {
        guard (1...16).contains(operations), (8...1_048_576).contains(kibibytes) else {
            throw CryptoError(.malformed)
        }
        self.init(checked: operations, kibibytes)
    }

    private init(checked operations: UInt32, _ kibibytes: UInt32) {
        self.operations = operations
        self.kibibytes = kibibytes
    }

    /// 2 passes over 64 MiB: about a tenth of a second.
    public static let interactive = PassphraseCost(checked: 2, 65_536)
    /// 3 passes over 256 MiB: about a second.
    public static let moderate = PassphraseCost(checked: 3, 262_144)
    /// 4 passes over 1 GiB: several seconds.
    public static let sensitive = PassphraseCost(checked: 4, 1_048_576)
}
