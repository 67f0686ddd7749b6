public import ClinicalNotesModel
public import ClinicalNotesStorage

extension StoreReport {
    /// One thing that is not as it was written: where it is, never what it says.
    public struct Finding: Hashable, Sendable, CustomStringConvertible {
        /// What is wrong; more kinds may come.
        public struct Kind: Hashable, Sendable, CustomStringConvertible {
            private enum Base: String {
                case missing, altered, unfiled, outdated, unrecorded, contradictory, unsigned, unreadable
                case logBroken, indexEntryMissing, indexEntryUnexpected
                case auditBroken, checkpointInvalid, rolledBack
            }

            private let base: Base
            private init(_ base: Base) { self.base = base }

            /// A record that was written is not there.
            public static let missing = Kind(.missing)
            /// A record is not what was written there last.
            public static let altered = Kind(.altered)
            /// There is a record that nobody filed.
            public static let unfiled = Kind(.unfiled)
            /// An owner's records are whole, but not those that the audit log knows as the newest.
            public static let outdated = Kind(.outdated)
            /// There is an owner that no audit entry tells of.
            public static let unrecorded = Kind(.unrecorded)
            /// Records that must say the same do not.
            public static let contradictory = Kind(.contradictory)
            /// A signature is missing, or is not that of whom it should be.
            public static let unsigned = Kind(.unsigned)
            /// A note's content does not open with the key that it should.
            public static let unreadable = Kind(.unreadable)
            /// An owner's log of leaves is not the one that its head signs.
            public static let logBroken = Kind(.logBroken)
            /// A record does not stand in a list that it should.
            public static let indexEntryMissing = Kind(.indexEntryMissing)
            /// A record stands in a list that it should not.
            public static let indexEntryUnexpected = Kind(.indexEntryUnexpected)
            /// The audit entry at this position is the first that is not as it was written, or is missing.
            public static let auditBroken = Kind(.auditBroken)
            /// The audit log's checkpoint or tree is missing, forged, or does not belong to the entries.
            public static let checkpointInvalid = Kind(.checkpointInvalid)
            /// The store is older than what was anchored.
            public static let rolledBack = Kind(.rolledBack)

            /// The kind's name.
            public var description: String { base.rawValue }
        }

        /// What is wrong.
        public let kind: Kind
        /// Whose record it is.
        public let owner: OwnerID?
        /// The storage class of the record.
        public let collection: RecordCollection?
        /// The record, or `nil` if it is the owner as a whole.
        public let record: RecordID?
        /// The position in the audit log.
        public let position: UInt64?

        init(_ kind: Kind, _ key: RecordKey) {
            self.kind = kind
            owner = key.owner
            collection = key.collection
            record = key.record
            position = nil
        }

        init(_ kind: Kind, owner: OwnerID? = nil, position: UInt64? = nil) {
            self.kind = kind
            self.owner = owner
            collection = nil
            record = nil
            self.position = position
        }

        /// The kind and the place.
        public var description: String {
            let place = [
                owner.map { "owner \($0)" }, collection.map { "collection \($0.rawValue)" },
                record.map { "record \($0)" }, position.map { "position \($0)" },
            ].compactMap { $0 }.joined(separator: ", ")
            return place.isEmpty ? "\(kind)" : "\(kind): \(place)"
        }
    }
}
