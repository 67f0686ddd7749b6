internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Where a list goes on: sealed, and good only for the same principal, purpose, query and policy.
public struct ChartCursor: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The sealed bytes, as hexadecimal digits to pass through a portal.
    public let description: String

    /// Takes what an earlier page gave.
    public init(_ text: String) { description = text }

    /// Decodes the text.
    public init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    /// Encodes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    init(sealed: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        description = String(
            decoding: sealed.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    private var sealed: [UInt8]? {
        let digits = Array(description.utf8)
        guard digits.count % 2 == 0, digits.count <= 4096 else { return nil }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(digits[pair]), let low = Self.value(digits[pair + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension ChartCursor {
    private static let version: UInt8 = 1

    /// What a cursor is bound to: who asks, why, for what, under which policy.
    ///
    /// Not the epoch: a hidden change must not break it, and every page decides anew.
    struct Binding {
        let bytes: [UInt8]

        init(_ session: NoteSession, query: [UInt8], _ keys: TenantKeys) {
            self.init(
                session.principal,
                session.purpose,
                session.role,
                query: query,
                policy: session.core.policy.version,
                keys
            )
        }

        init(
            _ principal: PrincipalID,
            _ purpose: PurposeOfUse,
            _ role: PrincipalRole,
            query: [UInt8],
            policy: String,
            _ keys: TenantKeys
        ) {
            var writer = ByteWriter(capacity: 256)
            writer.identifier(principal)
            writer.text(purpose.rawValue)
            writer.text(role.rawValue)
            writer.counted(query)
            // However long a version is, the cursor stays short.
            writer.bytes16(keys.pseudonym("policy", [Array(policy.utf8)]))
            bytes = writer.bytes
        }
    }

    init(
        _ position: ChartPosition,
        _ binding: Binding,
        _ keys: TenantKeys,
        _ entropy: Entropy
    ) throws(CryptoError) {
        var writer = ByteWriter(capacity: 320)
        writer.integer(Self.version)
        writer.counted(binding.bytes)
        writer.instant(position.time)
        writer.identifier(position.owner)
        writer.identifier(position.record)
        self.init(
            sealed: try Envelope.seal(
                writer.bytes,
                as: .cursor,
                at: Self.address(keys.tenant),
                generation: keys.secretGeneration,
                padding: .bucket,
                under: keys.secret.key,
                entropy: entropy
            )
        )
    }

    /// The place to go on from.
    func position(_ binding: Binding, _ keys: TenantKeys) throws(NotesError) -> ChartPosition {
        guard let sealed,
            let opened = try? Envelope.open(
                sealed,
                as: .cursor,
                at: Self.address(keys.tenant),
                under: keys.secret.key
            )
        else { throw NotesError(.cursorInvalid, at: "after") }
        do throws(MalformedBytes) {
            var reader = ByteReader(opened)
            guard try reader.integer(UInt8.self) == Self.version,
                Array(try reader.counted()) == binding.bytes
            else { throw MalformedBytes() }
            let position = ChartPosition(
                time: try reader.instant(),
                owner: try reader.identifier(),
                record: try reader.identifier()
            )
            try reader.finish()
            return position
        } catch {
            throw NotesError(.cursorInvalid, at: "after")
        }
    }

    private static func address(_ tenant: TenantID) -> Address {
        OwnerRecords(tenant: tenant, owner: tenant.owner).address(RecordID(.zero))
    }
}
