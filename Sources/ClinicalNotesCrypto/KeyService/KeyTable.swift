internal import ClinicalNotesModel

/// What the file of a local key service holds: its own key of each name, and which names are gone.
///
/// seen i64 | count u32, then 64 bytes a name: tenant 16 | purpose u8 | state u8 | zero u16 | generation u32 |
/// destroy-after i64 | key 32; ordered by tenant, purpose and generation.
struct KeyTable: Sendable {
    enum State: Sendable {
        /// The key opens.
        case held(HeldKey)
        /// The key opens until a moment.
        case leaving(HeldKey, at: Instant)
        /// The key is gone, and the name is never used again.
        case destroyed

        var number: UInt8 {
            switch self {
            case .destroyed: 0
            case .held: 1
            case .leaving: 2
            }
        }
    }

    private(set) var states: [KeyName: State] = [:]
    /// How late it was, as far as the clock was believed, when the file was last written.
    var seen: Instant { didSet { isChanged = true } }
    /// Whether something must be written.
    private(set) var isChanged = false

    private static let headSize = 12
    private static let entrySize = 64

    init(seen: Instant) { self.seen = seen }

    subscript(name: KeyName) -> State? {
        get { states[name] }
        set {
            states[name] = newValue
            isChanged = true
        }
    }

    /// The tenants that there is a key of.
    var tenants: Set<TenantID> {
        Set(states.compactMap { $0.value.number == 0 ? nil : $0.key.tenant })
    }

    /// Drops the keys whose moment has come.
    mutating func sweep(_ now: Instant) {
        for (name, state) in states {
            if case .leaving(_, let moment) = state, moment <= now { self[name] = .destroyed }
        }
    }

    /// Reads what ``encoded`` gave; keys go straight into locked memory.
    init(_ content: SensitiveBytes) throws(CryptoError) {
        (seen, states) = try content.withBytes { (span) throws(CryptoError) in
            guard span.byteCount >= Self.headSize, (span.byteCount - Self.headSize) % Self.entrySize == 0
            else {
                throw CryptoError(.fileInvalid)
            }
            let count = (span.byteCount - Self.headSize) / Self.entrySize
            let stored = span.extracting(0..<Self.headSize).copiedBytes
            let (seen, counted) = try decoding(stored, or: .fileInvalid) { (reader) throws(MalformedBytes) in
                (try reader.instant(), try reader.integer(UInt32.self))
            }
            guard Int(counted) == count else { throw CryptoError(.fileInvalid) }
            var states: [KeyName: State] = [:]
            for index in 0..<count {
                let start = Self.headSize + index * Self.entrySize
                let head = span.extracting(start..<(start + 32)).copiedBytes
                let (name, number, moment) = try Self.head(head)
                guard states[name] == nil else { throw CryptoError(.fileInvalid) }
                guard number != 0 else {
                    states[name] = .destroyed
                    continue
                }
                let key = HeldKey(try SecretKey(copying: span.extracting((start + 32)..<(start + 64))))
                states[name] = number == 1 ? .held(key) : .leaving(key, at: moment)
            }
            return (seen, states)
        }
    }

    private static func head(_ bytes: [UInt8]) throws(CryptoError) -> (KeyName, UInt8, Instant) {
        try decoding(bytes, or: .fileInvalid) { (reader) throws(MalformedBytes) in
            let tenant: TenantID = try reader.identifier()
            let purpose = KeyPurpose(rawValue: try reader.integer())
            let number: UInt8 = try reader.integer()
            guard number <= 2, try reader.integer(UInt16.self) == 0 else { throw MalformedBytes() }
            let name = KeyName(tenant: tenant, purpose: purpose, generation: try reader.integer())
            return (name, number, try reader.instant())
        }
    }

    /// The file's content.
    var encoded: SensitiveBytes {
        let sorted = states.sorted { left, right in
            (left.key.tenant.bytes, left.key.purpose.rawValue, left.key.generation)
                < (right.key.tenant.bytes, right.key.purpose.rawValue, right.key.generation)
        }
        return SensitiveBytes(capacity: Self.headSize + sorted.count * Self.entrySize) {
            (out: inout OutputRawSpan) in
            var start = ByteWriter(capacity: Self.headSize)
            start.instant(seen)
            start.integer(UInt32(sorted.count))
            start.bytes.lend { out.append(copying: $0) }
            for (name, state) in sorted {
                var moment = Instant(milliseconds: 0)
                if case .leaving(_, let end) = state { moment = end }
                var head = ByteWriter(capacity: 32)
                head.identifier(name.tenant)
                head.integer(name.purpose.rawValue)
                head.integer(state.number)
                head.integer(0 as UInt16)
                head.integer(name.generation)
                head.instant(moment)
                head.bytes.lend { out.append(copying: $0) }
                switch state {
                case .held(let key), .leaving(let key, _): key.key.withBytes { out.append(copying: $0) }
                case .destroyed: Digest.zero.bytes.lend { out.append(copying: $0) }
                }
            }
        }
    }
}
