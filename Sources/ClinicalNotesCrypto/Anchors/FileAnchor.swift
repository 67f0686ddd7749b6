internal import ClinicalNotesModel

/// Remembers states in a file that lies apart from the store, and journals in another beside it.
///
/// magic 16 | version u16 | count u32 | per log: name, size u64, root 32, note | checksum 32. Replaced as a whole,
/// under a lock file, so that several processes may share it.
///
/// ```swift
/// let anchor = FileAnchor(path: "/srv/anchors/practice")
/// ```
public struct FileAnchor: Anchor {
    private let file: DurableFile
    let journals: JournalFile

    private static let magic: Personal = "CLINICAL-ANCHORS"
    private static let version: UInt16 = 1

    /// ``AnchorGrade/device``.
    public let grade = AnchorGrade.device

    /// Uses a file, which the first ``advance(_:to:expecting:)`` makes.
    ///
    /// - Parameter path: The file; beside it `.journal` is made, and beside both of them `.lock` and for a moment `.new`.
    public init(path: String) {
        file = DurableFile(path: path)
        journals = JournalFile(DurableFile(path: "\(path).journal"))
    }

    /// The state that was last anchored.
    ///
    /// - Parameter log: The log's name.
    /// - Returns: The state, or `nil` if there is none.
    /// - Throws: ``CryptoError`` `.anchorUnavailable`, `.fileInvalid`, `.newerFormat`.
    public func latest(_ log: String) async throws(CryptoError) -> AnchoredCheckpoint? {
        try await DurableFile.apart { () throws(CryptoError) in try load()[log] }
    }

    /// Replaces the state if it is still the expected one; it never goes backwards.
    ///
    /// - Parameters:
    ///   - log: The log's name.
    ///   - checkpoint: The new state.
    ///   - expected: The state that the caller saw, or `nil` for none.
    /// - Returns: `false`, with nothing changed, if another state is anchored, or if the new one is smaller or
    ///   differs at the same size.
    /// - Throws: ``CryptoError`` `.anchorUnavailable`, `.fileInvalid`, `.newerFormat`.
    public func advance(
        _ log: String,
        to checkpoint: AnchoredCheckpoint,
        expecting expected: AnchoredCheckpoint?
    ) async throws(CryptoError) -> Bool {
        try await file.locked(by: .never) { () throws(CryptoError) in
            var states = try load()
            if states[log] == checkpoint { return true }
            guard states[log] == expected else { return false }
            if let expected {
                guard checkpoint.size >= expected.size else { return false }
                guard checkpoint.size > expected.size || checkpoint.root == expected.root else {
                    return false
                }
            }
            states[log] = checkpoint
            try replace(states)
            return true
        }
    }

    /// Takes a state for the newest, whatever the file remembers; of a damaged file nothing is kept.
    func put(_ checkpoint: AnchoredCheckpoint, of log: String) async throws(CryptoError) {
        try await file.locked(by: .never) { () throws(CryptoError) in
            var states: [String: AnchoredCheckpoint] = [:]
            do throws(CryptoError) {
                states = try load()
            } catch {
                guard error.code == .fileInvalid else { throw error }
            }
            states[log] = checkpoint
            try replace(states)
        }
    }

    private func replace(_ states: [String: AnchoredCheckpoint]) throws(CryptoError) {
        do throws(DurableFile.Failure) {
            try file.replace(Self.encode(states))
        } catch {
            throw CryptoError(.anchorUnavailable)
        }
    }

    private func load() throws(CryptoError) -> [String: AnchoredCheckpoint] {
        let bytes: [UInt8]
        do throws(DurableFile.Failure) {
            bytes = try file.read()
        } catch {
            guard case .missing = error else { throw CryptoError(.fileInvalid) }
            return [:]
        }
        return try Self.decode(bytes)
    }

    private static func encode(_ states: [String: AnchoredCheckpoint]) -> [UInt8] {
        var writer = ByteWriter()
        writer.raw(magic.description.utf8)
        writer.integer(version)
        writer.list(states.sorted { $0.key < $1.key }) { writer, state in
            writer.text(state.key)
            writer.integer(state.value.size)
            state.value.root.encode(into: &writer)
            writer.text(state.value.note)
        }
        return writer.bytes + checksum(writer.bytes).bytes
    }

    private static func decode(_ bytes: [UInt8]) throws(CryptoError) -> [String: AnchoredCheckpoint] {
        guard bytes.count >= 18 + Digest.size, bytes.starts(with: magic.description.utf8) else {
            throw CryptoError(.fileInvalid)
        }
        let found = UInt16(bytes[16]) | UInt16(bytes[17]) << 8
        guard found <= version else { throw CryptoError(.newerFormat) }
        let end = bytes.count - Digest.size
        guard found == version, Digest(bytes[end...]) == checksum(bytes[..<end]) else {
            throw CryptoError(.fileInvalid)
        }
        let states = try decoding(bytes[18..<end], or: .fileInvalid) { (reader) throws(MalformedBytes) in
            try reader.list { (reader) throws(MalformedBytes) in
                let name = try reader.text()
                let size: UInt64 = try reader.integer()
                let root = try Digest(from: &reader)
                return (name, AnchoredCheckpoint(size: size, root: root, note: try reader.text()))
            }
        }
        return Dictionary(states) { first, _ in first }
    }

    private static func checksum(_ bytes: some Collection<UInt8>) -> Digest {
        Digest.of(bytes, personal: "cnotes.checksum1")
    }
}
