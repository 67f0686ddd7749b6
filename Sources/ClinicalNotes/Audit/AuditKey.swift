public import ClinicalNotesCrypto
public import ClinicalNotesModel

/// The key that opens a practice's audit entries, and nothing else: for whoever verifies the log offline.
///
/// It opens identifiers and codes, never content or a name.
public struct AuditKey: Sendable, CustomStringConvertible {
    let lease: KeyLease

    init(_ lease: KeyLease) { self.lease = lease }

    /// Takes the bytes that ``copyBytes()`` gave.
    ///
    /// - Parameters:
    ///   - bytes: Thirty-two bytes.
    ///   - tenant: The practice.
    /// - Throws: `CryptoError` `.malformed` for another length, `.memoryNotLocked`.
    public init(copying bytes: borrowing SensitiveBytes, of tenant: TenantID) throws(CryptoError) {
        let name = KeyName(tenant: tenant, purpose: .audit, generation: 1)
        lease = KeyLease(try SecretKey(copying: bytes), name, expires: nil)
    }

    /// The key's bytes, to be handed to an auditor on a way of the practice's own: as secret as the log.
    public func copyBytes() -> SensitiveBytes {
        lease.key.copySensitiveBytes()
    }

    /// A fixed word; never the key.
    public var description: String { "AuditKey" }
}

extension NoteVault {
    /// The key with which an auditor verifies the practice's log offline (``AuditVerifier``).
    ///
    /// - Returns: The key.
    /// - Throws: ``NotesError`` with `keyServiceUnavailable`, and others.
    public func auditKey() async throws(NotesError) -> AuditKey {
        AuditKey(try await core.tenantKeys().audit)
    }
}
