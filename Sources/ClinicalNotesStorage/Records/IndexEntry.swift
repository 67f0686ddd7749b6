public import ClinicalNotesModel

/// One line of the typed index: what the store may select and order by.
///
/// A pseudonym is a keyed hash under the tenant's secret. A record may have several entries: one for
/// each list it stands in. Entries are replaced whole with their record.
public struct IndexEntry: Hashable, Sendable {
    /// The list that the record stands in.
    public let pseudonym: Bytes16
    /// The generation of the tenant's pseudonyms.
    public let generation: UInt32
    /// A number of the writer's, by which a scan can narrow.
    public let statusClass: UInt8
    /// The time to order by.
    public let time: Instant

    /// Makes an index entry.
    public init(pseudonym: Bytes16, generation: UInt32, statusClass: UInt8, time: Instant) {
        self.pseudonym = pseudonym
        self.generation = generation
        self.statusClass = statusClass
        self.time = time
    }
}
