internal import ClinicalNotesModel
internal import Synchronization

/// The file of a local key service, and its root key.
///
/// It remembers how late it was, so that a clock which jumped ahead destroys nothing, also where the file is opened after the
/// jump.
final class KeyTableFile: Sendable {
    private let file: DurableFile
    private let lock: ProtectedFile.Lock
    private let root: HeldKey
    private let clock: @Sendable () -> Instant
    private let entropy: Entropy
    /// How late it is, as far as the clock is believed.
    private let reading: Mutex<ClockReading>
    /// How much later it must be for the file to be written for that alone.
    private static let noted: Duration = .seconds(86_400)

    /// Opens the file, or makes it.
    ///
    /// `rootKey` gives the root key for the file's lock, or for a new file (`nil`) both.
    init(
        _ path: String,
        creating: Bool,
        clock: @escaping @Sendable () -> Instant,
        entropy: Entropy,
        rootKey: (ProtectedFile.Lock?) throws(CryptoError) -> (ProtectedFile.Lock, HeldKey)
    ) throws(CryptoError) {
        let file = DurableFile(path: path)
        let now = clock()
        let opened: ((ProtectedFile.Lock, HeldKey), KeyTable)
        if let bytes = try Self.read(file) {
            opened = try Self.open(bytes, rootKey)
        } else {
            guard creating else { throw CryptoError(.fileMissing) }
            opened = try file.lockedAtOnce { () throws(CryptoError) in
                // Somebody else may have made it meanwhile.
                if let bytes = try Self.read(file) { return try Self.open(bytes, rootKey) }
                let made = (try rootKey(nil), KeyTable(seen: now))
                try Self.write(made.1, file, made.0.0, made.0.1, entropy, or: .fileInvalid)
                return made
            }
        }
        (lock, root) = opened.0
        reading = Mutex(ClockReading(ClockReading(opened.1.seen).believed(now)))
        self.file = file
        self.clock = clock
        self.entropy = entropy
    }

    /// Reads the file anew, lets `body` change it, and writes it before the answer is given.
    ///
    /// Waits for whoever else changes it until the deadline, or until the caller's task is cancelled.
    ///
    /// - Parameters:
    ///   - deadline: Until when.
    ///   - isConfirmed: Whether the clock is believed whatever it says.
    ///   - body: The change; gets the time, as far as it is believed.
    /// - Returns: What the change returns.
    /// - Throws: ``CryptoError``.
    func change<Value: Sendable>(
        by deadline: Deadline,
        believingClock isConfirmed: Bool = false,
        _ body: @escaping @Sendable (inout KeyTable, Instant) throws(CryptoError) -> Value
    ) async throws(CryptoError) -> Value {
        try await file.locked(by: deadline) { [self] () throws(CryptoError) in
            guard let bytes = try Self.read(file) else { throw CryptoError(.keyServiceUnavailable) }
            var fresh = try Self.open(bytes) { (_) throws(CryptoError) in (lock, root) }.1
            let now = believed(since: isConfirmed ? clock() : fresh.seen)
            if isConfirmed || now > fresh.seen + Self.noted { fresh.seen = now }
            fresh.sweep(now)
            let answer: Result<Value, CryptoError>
            do throws(CryptoError) {
                answer = .success(try body(&fresh, now))
            } catch {
                answer = .failure(error)
            }
            if fresh.isChanged {
                try Self.write(fresh, file, lock, root, entropy, or: .keyServiceUnavailable)
            }
            return try answer.get()
        }
    }

    /// The time of day, as far as it is believed: it is at least as late as the file says.
    private func believed(since seen: Instant) -> Instant {
        reading.withLock { reading in
            if seen > reading.latest { reading = ClockReading(seen) }
            return reading.believed(clock())
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
