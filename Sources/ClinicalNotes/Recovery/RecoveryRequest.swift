public import ClinicalNotesCrypto
public import ClinicalNotesModel

/// What is asked of the people who must approve a recovery: which store is to be taken for the newest, beside which anchor.
public struct RecoveryRequest: Hashable, Sendable {
    /// How long an approval is good for.
    public static let lifetime: Duration = .seconds(86_400)
    /// How far the clocks of those who ask and who carry it out may differ.
    private static let tolerance: Duration = .seconds(300)

    /// What is to be declared.
    public let kind: RecoveryKind
    /// The practice.
    public let tenant: TenantID
    /// The newest checkpoint of the store's audit log.
    public let stored: AnchoredCheckpoint
    /// What the anchor remembers, if it remembers anything.
    public let anchored: AnchoredCheckpoint?
    /// When it was asked.
    public let at: Instant

    /// Asks for approval of a recovery.
    ///
    /// - Parameters:
    ///   - kind: What is to be declared.
    ///   - tenant: The practice.
    ///   - stored: The newest checkpoint of the store's audit log.
    ///   - anchored: What the anchor remembers.
    ///   - at: When it was asked.
    public init(
        _ kind: RecoveryKind,
        of tenant: TenantID,
        stored: AnchoredCheckpoint,
        anchored: AnchoredCheckpoint?,
        at: Instant
    ) {
        self.kind = kind
        self.tenant = tenant
        self.stored = stored
        self.anchored = anchored
        self.at = at
    }

    /// Approves it.
    ///
    /// - Parameter keyring: The keys of somebody who is enrolled in the practice.
    /// - Returns: The approval.
    /// - Throws: `CryptoError` with `keyUnavailable` for a keyring that is locked.
    public func approved(by keyring: Keyring) throws(CryptoError) -> RecoveryApproval {
        RecoveryApproval(principal: keyring.principal, signature: try keyring.sign(message))
    }

    /// Whether it was asked not long ago.
    func isCurrent(at now: Instant) -> Bool {
        at <= now + Self.tolerance && now < at + Self.lifetime
    }

    /// What an approval is a signature over.
    var message: [UInt8] {
        var writer = ByteWriter(capacity: 192)
        writer.raw(Array("cnotes recovery v1".utf8))
        writer.text(kind.description)
        writer.identifier(tenant)
        writer.integer(stored.size)
        writer.raw(stored.root.bytes)
        writer.optional(anchored) { writer, anchored in
            writer.integer(anchored.size)
            writer.raw(anchored.root.bytes)
        }
        writer.instant(at)
        return writer.bytes
    }
}
