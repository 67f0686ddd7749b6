/// A time span, each end as precise as it was written.
public struct ImportedPeriod: Hashable, Sendable {
    /// The start, or `nil` if it is open.
    public let start: FHIRDate?
    /// The end, or `nil` if it is open.
    public let end: FHIRDate?
}
