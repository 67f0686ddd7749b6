public import ClinicalNotesModel

/// Thirty-two secret bytes in locked memory, wiped when the value goes.
///
/// It cannot be copied, printed, compared, encoded or captured; its bytes are lent, never returned.
public struct SecretKey: ~Copyable, Sendable {
    let slot: KeySlab.Slot

    init(slot: consuming KeySlab.Slot) { self.slot = slot }

    /// Copies thirty-two bytes into locked memory.
    ///
    /// - Parameter bytes: Exactly 32 bytes.
    /// - Throws: ``CryptoError`` `.malformed` for another length, `.memoryNotLocked`, `.libraryTooOld`.
    public init(copying bytes: borrowing SensitiveBytes) throws(CryptoError) {
        let slot = try KeySlab.Slot()
        try bytes.withBytes { (span) throws(CryptoError) in
            guard span.byteCount == KeySlab.keySize else { throw CryptoError(.malformed) }
            slot.copy(span)
        }
        self.init(slot: slot)
    }

    /// Makes a random key.
    ///
    /// - Parameter entropy: Where the random bytes come from.
    /// - Returns: The key.
    /// - Throws: ``CryptoError`` `.memoryNotLocked`, `.libraryTooOld`.
    public static func random(_ entropy: Entropy = .system) throws(CryptoError) -> SecretKey {
        let slot = try KeySlab.Slot()
        entropy.fill(slot)
        return SecretKey(slot: slot)
    }

    /// Copies thirty-two bytes, lent out of memory that is wiped, into locked memory.
    init(copying bytes: RawSpan) throws(CryptoError) {
        let slot = try KeySlab.Slot()
        guard bytes.byteCount == KeySlab.keySize else { throw CryptoError(.malformed) }
        slot.copy(bytes)
        self.init(slot: slot)
    }

    /// Copies the key into a slot of its own.
    func copy() throws(CryptoError) -> SecretKey {
        let copy = try KeySlab.Slot()
        slot.lend { copy.copy($0) }
        return SecretKey(slot: copy)
    }

    /// Copies the bytes out of locked memory, into memory that is wiped: for keys that are handed to somebody.
    public borrowing func copySensitiveBytes() -> SensitiveBytes {
        slot.lend { bytes in
            SensitiveBytes(capacity: bytes.byteCount) { $0.append(copying: bytes) }
        }
    }

    /// Lends the bytes for the duration of a call.
    ///
    /// - Parameter body: What is done with the bytes.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    package borrowing func withBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try slot.lend(body)
    }
}
