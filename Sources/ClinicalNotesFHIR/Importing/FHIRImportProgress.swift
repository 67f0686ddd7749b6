/// How far an import has come that reads its inputs as they arrive.
public struct FHIRImportProgress: Hashable, Sendable {
    /// What is being done.
    public enum Stage: String, CaseIterable, Hashable, Sendable {
        /// Every entry is checked, and who is who is found out.
        case lookingThrough
        /// Patients are put on record, and those to whom notes refer are read.
        case people
        /// Notes are imported.
        case notes
    }

    /// What is being done.
    public let stage: Stage
    /// How many entries the stage has come to.
    public let entries: Int
    /// How many it will come to, if that is known.
    public let entryCount: Int?
    /// How many bytes the stage has read.
    public let bytes: Int
    /// How many it will read, if that is known; notes that wait for others are read again.
    public let byteCount: Int?
    /// How long the stage has taken.
    public let elapsed: Duration

    /// How many bytes a second the stage has read.
    public var bytesPerSecond: Double { elapsed > .zero ? Double(bytes) / (elapsed / .seconds(1)) : 0 }

    /// How long the stage will take from here, as it went so far; `nil` if that cannot be told.
    public var remaining: Duration? {
        guard let byteCount, bytes > 0, byteCount >= bytes else { return nil }
        return elapsed * (Double(byteCount - bytes) / Double(bytes))
    }
}
