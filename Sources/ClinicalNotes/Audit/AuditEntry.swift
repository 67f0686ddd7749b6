internal import ClinicalNotesCrypto
public import ClinicalNotesModel

/// One line of the audit log: identifiers and codes, never content or a name.
public struct AuditEntry: Hashable, Codable, Sendable {
    /// What happened; more codes may come, and a reader keeps those it does not know.
    public struct Event: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
        /// The code's name, as it is stored.
        public let rawValue: String

        /// Names a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        private init(_ name: String) { rawValue = name }

        /// A decision about a note, and what followed from it.
        public static let decision = Event("decision")
        /// A list of notes, or how many there are, was handed out.
        public static let list = Event("list")
        /// A person, group or principal was put on record.
        public static let registration = Event("registration")
        /// Somebody was enrolled, or keys of theirs were certified, brought or confirmed; in older logs also that it ended.
        public static let enrollment = Event("enrolment")
        /// An enrollment was ended.
        public static let enrollmentEnd = Event("enrollment-end")
        /// Several ids were put on record as one human's, in one commit.
        public static let affiliation = Event("affiliation")
        /// An id was taken from the human's others, in one commit, or an enrollment ended under one of them.
        public static let affiliationEnd = Event("affiliation-end")
        /// A directive was recorded or revoked.
        public static let directive = Event("directive")
        /// What the patient's browsing shows was changed; in older logs also that a key was granted.
        public static let release = Event("release")
        /// A hold was placed or lifted; in older logs also that holds were looked at.
        public static let hold = Event("hold")
        /// What stands about a note or an enrollment was looked at, such as holds, labels or keys that were brought.
        public static let inspection = Event("inspection")
        /// A note's key was granted to somebody.
        public static let keyGrant = Event("key-grant")
        /// A note was opened to look for words in it.
        public static let search = Event("search")
        /// A note was opened in answer to a request for access.
        public static let accessReading = Event("access-reading")
        /// A request for access was received: its clock starts.
        public static let accessRequest = Event("access-request")
        /// A request to amend a note was received: its clock starts.
        public static let amendmentRequest = Event("amendment-request")
        /// An accounting of disclosures was asked for and given.
        public static let accounting = Event("accounting")
        /// A duty was discharged.
        public static let discharge = Event("discharge")
        /// A note was moved from the wrong patient's chart to the right one: an entry on each.
        public static let refiling = Event("refiling")
        /// A note came from outside.
        public static let importing = Event("import")
        /// The clock was confirmed to be right though it was far ahead of the log.
        public static let clock = Event("clock")
        /// A backup of the store was put back, or an owner brought to where the anchor's journal has it.
        public static let restore = Event("restore")
        /// A backup of the store was taken, by the practice itself.
        public static let backup = Event("backup")
        /// The anchor was begun anew.
        public static let anchorRenewal = Event("anchor-renewal")

        /// Somebody alone in the practice began to confirm papers of their own, or is alone no longer.
        public static let soloPractice = Event("solo-practice")

        /// The code's name.
        public var description: String { rawValue }
    }

    /// What was decided.
    public enum Outcome: String, Hashable, Codable, Sendable {
        /// It was permitted, and done.
        case permitted
        /// It was refused.
        case refused
    }

    /// A duty with a date, where the law sets one.
    public struct Duty: Hashable, Codable, Sendable {
        /// The obligation, spelled as in the decision.
        public let obligation: String
        /// When it is due.
        public let due: Instant?
    }

    /// A duty of an earlier entry that was discharged.
    public struct Settled: Hashable, Codable, Sendable {
        /// The position of the entry that brought the duty, counted from 0.
        public let position: UInt64
        /// The obligation.
        public let obligation: String
    }

    /// What is told outside of the vault; the rest is for its verification alone.
    private enum CodingKeys: String, CodingKey {
        case at, event, principal, role, purpose, action, owner, record, revision, outcome, rules, duties,
            declared, epoch,
            count, settles
    }

    /// When.
    public let at: Instant
    /// What happened.
    public private(set) var event: Event
    /// Who acted.
    public let principal: PrincipalID
    /// The role that the principal acted in.
    public let role: PrincipalRole
    /// The purpose that the principal stated.
    public let purpose: PurposeOfUse
    /// What the principal did.
    public let action: NoteAction
    /// Whose record it was.
    public private(set) var owner: OwnerID
    /// The note or other record, where there is one.
    public private(set) var record: RecordID?
    /// The revision of the note.
    public private(set) var revision: UInt64
    /// What was decided.
    public let outcome: Outcome
    /// The rules that decided.
    public private(set) var rules: [String]
    /// What has to be done, now or later.
    public private(set) var duties: [Duty]
    /// What the principal declared, such as a reason for emergency access, as codes.
    public private(set) var declared: [String]
    /// The owner's epoch at the decision.
    public private(set) var epoch: UInt64
    /// How many equal refusals this entry stands for.
    public private(set) var count: UInt32
    /// The step of the owner's history that the same commit made, where it made one.
    private(set) var change: HeadChange?
    /// Other owners that the commit expected to stand where they were seen: the principal, the groups of a list.
    private(set) var guards: [GuardSeen] = []
    /// The id of the commit that recorded this, where it left a receipt.
    private(set) var commit: Bytes16? = nil
    /// The duty that this discharged, if it did.
    public private(set) var settles: Settled? = nil
}

extension AuditEntry {
    /// The entry, recorded by a commit that leaves a receipt, or by one that leaves none.
    ///
    /// - Parameters:
    ///   - commit: The receipt's commit.
    ///   - change: The step of the owner's history that the commit makes, if it makes one.
    ///   - epoch: The owner's epoch from then on, in place of the one that was told; 0 of an owner that the commit leaves alone.
    /// - Returns: The entry.
    func committed(as commit: Bytes16?, _ change: HeadChange?, _ epoch: UInt64) -> AuditEntry {
        var entry = self
        (entry.commit, entry.change, entry.epoch) = (commit, change, epoch)
        return entry
    }

    /// The entry, with the owners that its commit expected to stand.
    func seeing(_ guards: [GuardSeen]) -> AuditEntry {
        var entry = self
        entry.guards = guards
        return entry
    }

    /// The entry, which discharges a duty if it does.
    func settling(_ settled: Settled?) -> AuditEntry {
        var entry = self
        entry.settles = settled
        return entry
    }

    /// The entry, with more that was declared.
    func declaring(_ codes: [String]) -> AuditEntry {
        var entry = self
        entry.declared += codes
        return entry
    }

    /// The entry of another owner that the same commit changed.
    func sideEffect(on other: OwnerID) -> AuditEntry {
        var entry = repeated(1, owner: other, record: nil)
        entry.event = .registration
        entry.revision = 0
        entry.rules = []
        entry.duties = []
        entry.declared = []
        entry.settles = nil
        return entry
    }

    /// The entry that stands for that many equal ones.
    func repeated(_ count: UInt32) -> AuditEntry { repeated(count, owner: owner, record: record) }

    /// The entry that counts refusals beyond a principal's share: about no note, and owing nothing.
    var aboutNothing: AuditEntry {
        var entry = repeated(1, owner: principal.owner, record: nil)
        entry.duties = []
        return entry
    }

    private func repeated(_ count: UInt32, owner: OwnerID, record: RecordID?) -> AuditEntry {
        var entry = self
        entry.count = count
        entry.owner = owner
        entry.record = record
        return entry
    }

    private static let version: UInt8 = 1

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 320)
        writer.integer(Self.version)
        writer.instant(at)
        writer.text(event.rawValue)
        writer.identifier(principal)
        writer.text(role.rawValue)
        writer.text(purpose.rawValue)
        writer.text(action.rawValue)
        writer.identifier(owner)
        writer.optional(record) { $0.identifier($1) }
        writer.integer(revision)
        writer.text(outcome.rawValue)
        writer.list(rules) { $0.text($1) }
        writer.list(duties) { writer, duty in
            writer.text(duty.obligation)
            writer.optional(duty.due) { $0.instant($1) }
        }
        writer.list(declared) { $0.text($1) }
        writer.integer(epoch)
        writer.integer(count)
        writer.optional(change) { $1.encode(into: &$0) }
        writer.list(guards) { $1.encode(into: &$0) }
        writer.optional(commit) { $0.bytes16($1) }
        writer.optional(settles) { writer, settled in
            writer.integer(settled.position)
            writer.text(settled.obligation)
        }
        return writer.bytes
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        at = try reader.instant()
        event = try reader.value()
        principal = try reader.identifier()
        role = try reader.value()
        purpose = try reader.value()
        action = try reader.value()
        owner = try reader.identifier()
        record = try reader.optional { reader throws(MalformedBytes) in try reader.identifier() }
        revision = try reader.integer()
        outcome = try reader.value()
        rules = try reader.list { reader throws(MalformedBytes) in try reader.text() }
        duties = try reader.list { reader throws(MalformedBytes) in
            Duty(
                obligation: try reader.text(),
                due: try reader.optional { reader throws(MalformedBytes) in try reader.instant() }
            )
        }
        declared = try reader.list { reader throws(MalformedBytes) in try reader.text() }
        epoch = try reader.integer()
        count = try reader.integer()
        change = try reader.optional { reader throws(MalformedBytes) in try HeadChange(from: &reader) }
        guards = try reader.list { reader throws(MalformedBytes) in try GuardSeen(from: &reader) }
        commit = try reader.optional { reader throws(MalformedBytes) in try reader.bytes16() }
        settles = try reader.optional { reader throws(MalformedBytes) in
            Settled(position: try reader.integer(), obligation: try reader.text())
        }
    }
}

extension ByteReader {
    /// A value that is written as the text of its raw value.
    mutating func value<Value: RawRepresentable<String>>(
        _ type: Value.Type = Value.self
    ) throws(MalformedBytes) -> Value {
        guard let value = Value(rawValue: try text()) else { throw MalformedBytes() }
        return value
    }
}
