internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// The owners that a verification found as they should be, with what their lists come to; those of whom anything is wrong are looked
/// at again.
struct VerifiedOwners: Sendable {
    private static let version: UInt8 = 1
    /// Longer ago it says too little about what is there now.
    private static let lifetime: Duration = .seconds(86_400)

    let since: Instant
    let salt: [UInt8]
    private(set) var sums: [OwnerID: Bytes16] = [:]
    private(set) var records = 0
    private(set) var notes = 0
    private(set) var grantedNotes = 0

    init(since: Instant, salt: [UInt8]) {
        self.since = since
        self.salt = salt
    }

    mutating func add(_ owner: OwnerID, sum: Bytes16, records: Int, notes: Int, grantedNotes: Int) {
        sums[owner] = sum
        self.records += records
        self.notes += notes
        self.grantedNotes += grantedNotes
    }

    func signed(by keys: TenantKeys) -> [UInt8] {
        let body = body
        return body + keys.instance.sign(Self.message(body, of: keys.tenant))
    }

    /// Goes on from what an earlier verification of the practice left.
    ///
    /// - Throws: ``NotesError`` with `invalidInput` if it is another practice's, was changed or is older than a day.
    init(_ bytes: [UInt8], keys: TenantKeys, now: Instant) throws(NotesError) {
        do throws(MalformedBytes) {
            let body = Array(bytes.dropLast(64))
            guard bytes.count > 64,
                keys.instanceKey.isValid(Array(bytes.suffix(64)), of: Self.message(body, of: keys.tenant))
            else { throw MalformedBytes() }
            var reader = ByteReader(body)
            guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
            since = try reader.instant()
            salt = Array(try reader.counted())
            records = Int(truncatingIfNeeded: try reader.integer(UInt64.self))
            notes = Int(truncatingIfNeeded: try reader.integer(UInt64.self))
            grantedNotes = Int(truncatingIfNeeded: try reader.integer(UInt64.self))
            let pairs = try reader.list { reader throws(MalformedBytes) in
                let owner: OwnerID = try reader.identifier()
                return (owner, try reader.bytes16())
            }
            try reader.finish()
            guard since <= now, now < since + Self.lifetime else { throw MalformedBytes() }
            for (owner, sum) in pairs { sums[owner] = sum }
        } catch {
            throw NotesError(.invalidInput, at: "state")
        }
    }

    private var body: [UInt8] {
        var writer = ByteWriter(capacity: 80 + sums.count * 32)
        writer.integer(Self.version)
        writer.instant(since)
        writer.counted(salt)
        for count in [records, notes, grantedNotes] { writer.integer(UInt64(count)) }
        writer.list(sums.sorted { $0.key < $1.key }) { writer, line in
            writer.identifier(line.key)
            writer.bytes16(line.value)
        }
        return writer.bytes
    }

    private static func message(_ body: [UInt8], of tenant: TenantID) -> [UInt8] {
        Array("cnotes verified v1".utf8) + tenant.bytes.bytes + body
    }
}
