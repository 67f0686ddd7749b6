internal import ClinicalNotesModel

/// The file of a local key service, and its root key.
final class KeyTableFile: Sendable {
    private let file: DurableFile
    private let lock: ProtectedFile.Lock
    private let root: HeldKey
    private let entropy: Entropy

    /// Opens the file, or makes it.
    ///
    /// `rootKey` gives the root key for the file's lock, or for a new file (`nil`) both.
    init(
        _ path: String,
        creating: Bool,
        entropy: Entropy,
        rootKey: (ProtectedFile.Lock?) throws(CryptoError) -> (ProtectedFile.Lock, HeldKey)
    ) throws(CryptoError) {
        let file = DurableFile(path: path)
        let opened: (ProtectedFile.Lock, HeldKey)
        if let bytes = try Self.read(file) {
            opened = try Self.open(bytes, rootKey).0
        } else {
            guard creating else { throw CryptoError(.fileMissing) }
            opened = try file.lockedAtOnce { () throws(CryptoError) in
                // Somebody else may have made it meanwhile.
                if let bytes = try Self.read(file) { return try Self.open(bytes, rootKey).0 }
                let (lock, root) = try rootKey(nil)
                try Self.write(KeyTable(), file, lock, root, entropy, or: .fileInvalid)
                return (lock, root)
            }
        }
        (lock, root) = opened
        self.file = file
        self.entropy = entropy
    }

    /// Reads the file anew, lets `body` change it, and writes it before the answer is given.
    ///
    /// Waits for whoever else changes it until the deadline, or until the caller's task is cancelled.
    func change<Value: Sendable>(
        now: Instant,
        by deadline: Deadline,
        _ body: @escaping @Sendable (inout KeyTable) throws(CryptoError) -> Value
    ) async throws(CryptoError) -> Value {
        try await file.locked(by: deadline) { [self] () throws(CryptoError) in
            guard let bytes = try Self.read(file) else { throw CryptoError(.keyServiceUnavailable) }
            var fresh = try Self.open(bytes) { (_) throws(CryptoError) in (lock, root) }.1
            fresh.sweep(now)
            let answer: Result<Value, CryptoError>
            do throws(CryptoError) {
                answer = .success(try body(&fresh))
            } catch {
                answer = .failure(error)
            }
            if fresh.isChanged {
                try Self.write(fresh, file, lock, root, entropy, or: .keyServiceUnavailable)
            }
            return try answer.get()
        }
    }

    private static func read(_ file: DurableFile) throws(CryptoError) -> [UInt8]? {
        do throws(DurableFile.Failure) {
            return try file.read()
        } catch {
            guard case .missing = error else { throw CryptoError(.fileInvalid) }
            return nil
        }
    }

    private static func open(
        _ bytes: [UInt8],
        _ rootKey: (ProtectedFile.Lock?) throws(CryptoError) -> (ProtectedFile.Lock, HeldKey)
    ) throws(CryptoError) -> ((ProtectedFile.Lock, HeldKey), KeyTable) {
        let (found, body) = try ProtectedFile.keyFile.parse(bytes)
        let (lock, root) = try rootKey(found)
        let content = try ProtectedFile.keyFile.open(body, under: root.key)
        return ((lock, root), try KeyTable(content))
    }

    private static func write(
        _ table: KeyTable,
        _ file: DurableFile,
        _ lock: ProtectedFile.Lock,
        _ root: HeldKey,
        _ entropy: Entropy,
        or code: CryptoError.Code
    ) throws(CryptoError) {
        let bytes = try ProtectedFile.keyFile.seal(table.encoded, lock, under: root.key, entropy: entropy)
        do throws(DurableFile.Failure) {
            try file.replace(bytes)
        } catch {
            throw CryptoError(code)
        }
    }
}
