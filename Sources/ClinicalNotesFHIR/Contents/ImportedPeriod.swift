/// A time span, each end as precise as it was written.
package struct ImportedPeriod: Hashable, Sendable {
    /// The start, or `nil` if it is open.
    package let start: FHIRDate?
    /// The end, or `nil` if it is open.
    package let end: FHIRDate?
}
