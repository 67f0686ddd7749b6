internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Writes a backup beside where it will stand: it has its name only when it is whole and was looked at.
struct BackupWriter {
    /// How much comes together before it is written and flushed.
    private static let blockSize = 4 << 20

    /// Where it stands until then.
    let unfinished: BackupFile
    private let path: String
    private var length = 0
    private var chain: Digest
    private var waiting: [CopiedRecord] = []
    private var waitingBytes = 0
    private(set) var records: UInt64 = 0
    private var entries: UInt64 = 0

    /// How many bytes were written.
    var bytes: Int { length }

    /// - Parameters:
    ///   - path: Where it will stand.
    ///   - head: What it begins with.
    ///   - mark: Part of its name until then, so that two that are written at once are no hindrance to each other.
    ///   - timeout: How long a step may take.
    /// - Throws: ``NotesError``.
    init(
        _ path: String,
        _ head: BackupHead,
        mark: Bytes16,
        timeout: Duration
    ) async throws(NotesError) {
        // Before it takes hours; and once more when it gets its name.
        try await BackupFile(path, timeout: timeout).requireReplaceable()
        self.path = path
        unfinished = BackupFile("\(path).unfinished-\(mark.hex)", timeout: timeout)
        chain = head.digest
        do throws(NotesError) {
            try await append(head.encoded)
        } catch {
            await unfinished.remove()
            throw error
        }
    }

    mutating func write(_ copies: [CopiedRecord]) async throws(NotesError) {
        for copy in copies {
            waiting.append(copy)
            waitingBytes += copy.record.value.count + 64 + copy.index.count * 29
            records += 1
            entries += UInt64(copy.index.count)
            if waitingBytes >= Self.blockSize { try await flush() }
        }
    }

    /// Says that there is no more.
    mutating func end() async throws(NotesError) {
        try await flush()
        try await append(.end(records: records, entries: entries))
    }

    /// Gives the file its name.
    ///
    /// - Throws: ``NotesError``: as ``BackupFile/rename(to:)``; `outcomeUnknown` also if loss of power may take its name back.
    func finish() async throws(NotesError) { try await unfinished.rename(to: path) }

    private mutating func flush() async throws(NotesError) {
        guard !waiting.isEmpty else { return }
        try await append(.records(waiting))
        (waiting, waitingBytes) = ([], 0)
    }

    private mutating func append(_ block: BackupBlock) async throws(NotesError) {
        let payload = block.encoded
        chain = Digest.of(chain.bytes + payload, personal: BackupHead.personal)
        var writer = ByteWriter(capacity: payload.count + 40)
        writer.counted(payload)
        writer.raw(chain.bytes)
        try await append(writer.bytes)
    }

    private mutating func append(_ bytes: [UInt8]) async throws(NotesError) {
        try await unfinished.append(bytes, at: length)
        length += bytes.count
    }
}
