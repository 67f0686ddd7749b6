public import ClinicalNotesModel
public import ClinicalNotesStorage

extension StoreReport {
    /// One thing that is not as it was written: where it is, never what it says.
    public struct Finding: Hashable, Sendable, CustomStringConvertible {
        /// What is wrong; more kinds may come.
        @nonexhaustive
        public enum Kind: String, Codable, Sendable, CustomStringConvertible {
            /// A record that was written is not there.
            case missing
            /// A record is not what was written there last.
            case altered
            /// There is a record that nobody filed.
            case unfiled
            /// An owner's records are whole, but not those that the audit log knows as the newest.
            case outdated
            /// There is an owner that no audit entry tells of.
            case unrecorded
            /// Records that must say the same do not.
            case contradictory
            /// A signature is missing, or is not that of whom it should be.
            case unsigned
            /// A note's content does not open with the key that it should.
            case unreadable
            /// An owner's log of leaves is not the one that its head signs.
            case logBroken
            /// A record does not stand in a list that it should.
            case indexEntryMissing
            /// A record stands in a list that it should not.
            case indexEntryUnexpected
            /// The audit entry at this position is not as it was written, or is missing.
            case auditBroken
            /// The audit entry at this position stands there a second time, or not in its order.
            case auditRepeated
            /// Entries that the one at this position tells of are not in the log.
            case auditGap
            /// An owner had been put back to an older state when the change was made that the entry at this position
            /// tells of.
            case forked
            /// An owner had been put back to an older state when the reading was recorded that the entry at this position
            /// tells of.
            case regressed
            /// The audit log's checkpoint or tree is missing, forged, or does not belong to the entries.
            case checkpointInvalid
            /// The store is older than what was anchored.
            case rolledBack

            /// The kind's name.
            public var description: String { rawValue }
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

        /// What somebody who answers for the practice can do about it.
        public var advice: String {
            switch kind {
            case .missing, .altered, .unfiled, .contradictory, .unsigned, .logBroken:
                "Keep a copy of the store as evidence; the record is not what was written, so restore it from a backup."
            case .outdated, .forked, .regressed, .unrecorded:
                "Keep a copy of the store as evidence; find out who wrote to the database and what was seen meanwhile."
            case .rolledBack:
                "The store is older than what was anchored: bring the newer one back, or declare a restore."
            case .unreadable:
                "The content does not open with the key it should: bring the key row or the key service's keys back."
            case .indexEntryMissing, .indexEntryUnexpected:
                "The index does not say what the records say: whoever holds the database changed it."
            default:
                "Keep a copy of the store as evidence; entries of the audit log were removed, repeated or changed."
            }
        }

        init?(_ finding: AuditReport.Finding, _ tenant: TenantID) {
            switch finding {
            case .verified, .unanchored: return nil
            case .broken(let position): self.init(.auditBroken, position: position)
            case .repeated(let position): self.init(.auditRepeated, position: position)
            case .gap(let position): self.init(.auditGap, position: position)
            case .forked(let owner, let position): self.init(.forked, owner: owner, position: position)
            case .regressed(let owner, let position): self.init(.regressed, owner: owner, position: position)
            case .checkpointInvalid: self.init(.checkpointInvalid, AuditCheckpoint.key(tenant))
            case .rolledBack: self.init(.rolledBack, AuditCheckpoint.key(tenant))
            }
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
