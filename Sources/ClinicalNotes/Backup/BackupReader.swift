internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Reads a backup from its beginning; what is not exactly as it was written, or is not whole, is refused.
struct BackupReader {
    let head: BackupHead
    private let file: BackupFile
    private var offset = BackupHead.size
    private var chain: Digest
    private(set) var records: UInt64 = 0
    private var entries: UInt64 = 0
    private var last: RecordKey?

    init(_ file: BackupFile) async throws(NotesError) {
        self.file = file
        head = try BackupHead(decoding: try await file.read(BackupHead.size, at: 0))
        chain = head.digest
    }

    /// The next records, or `nil` when all were read and nothing comes after them.
    ///
    /// - Throws: ``NotesError``: `damaged`, or `unreadable` where the file cannot be read.
    mutating func next() async throws(NotesError) -> [CopiedRecord]? {
        let size = try await file.read(4, at: offset)
        guard size.count == 4 else { throw NotesError(.damaged, at: "backup") }
        let count = size.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count <= BackupBlock.limit else { throw NotesError(.damaged, at: "backup") }
        let bytes = try await file.read(count + Digest.size, at: offset + 4)
        guard bytes.count == count + Digest.size else { throw NotesError(.damaged, at: "backup") }
        let payload = Array(bytes[..<count])
        chain = Digest.of(chain.bytes + payload, personal: BackupHead.personal)
        guard Digest(bytes[count...]) == chain,
            let block = try? BackupBlock(decoding: payload, of: head.tenant)
        else { throw NotesError(.damaged, at: "backup") }
        offset += 4 + bytes.count
        switch block {
        case .records(let copies):
            for copy in copies {
                // In order, so that none stands twice.
                guard last.map({ $0 < copy.record.key }) ?? true else {
                    throw NotesError(.damaged, at: "backup")
                }
                last = copy.record.key
                records += 1
                entries += UInt64(copy.index.count)
            }
            return copies
        case .end(let records, let entries):
            let isLast = try await file.read(1, at: offset).isEmpty
            guard records == self.records, entries == self.entries, isLast else {
                throw NotesError(.damaged, at: "backup")
            }
            return nil
        }
    }
}
