internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Where the next frame goes.
struct LogTail {
    var offset: Int
    var sequence: UInt64

    /// Behind the file's own header.
    static let first = LogTail(offset: LogFile.headerCount, sequence: 0)

    mutating func advance(over frame: Frame) {
        offset += frame.bytes.count
        sequence += 1
    }
}

/// A file of frames: a header, then frames without a gap.
struct LogFile: Sendable {
    /// Magic and version, id, checksum.
    static let headerCount = 28
    private static let magic = [UInt8]("NOTELOG".utf8)
    private static let version: UInt8 = 1

    let file: any DiskFile
    /// Random, and part of every frame's checksum.
    let id: Bytes16

    /// Makes a file that has no frames; not flushed.
    static func created(at path: String, on disk: some Disk) throws(StorageError) -> LogFile {
        let id = Bytes16(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
        var header = magic + [version]
        header.append(id)
        header.append(number: Checksum.of(header))
        let file = try disk.file(at: path, creating: true)
        try file.put(header, at: 0)
        return LogFile(file: file, id: id)
    }

    /// Opens a file that is there.
    static func opened(at path: String, on disk: some Disk) throws(StorageError) -> LogFile {
        let file = try disk.file(at: path, creating: false)
        let header = try file.bytes(at: 0, count: headerCount)
        guard header.count == headerCount, header.starts(with: magic),
            Checksum.of(Array(header.dropLast(4))) == header.suffix(4).reduce(0, { $0 << 8 | UInt32($1) })
        else { throw StorageError(.corrupted) }
        guard header[magic.count] == version else { throw StorageError(.newerSchema) }
        guard let id = Bytes16(Array(header[8..<24])) else { throw StorageError(.corrupted) }
        return LogFile(file: file, id: id)
    }

    /// Reads a value, and says so if it is no longer what was written.
    func value(at place: ValuePlace, of key: RecordKey) throws(StorageError) -> RecordBytes {
        let bytes = try file.bytes(at: place.offset, count: place.count)
        guard bytes.count == place.count, Checksum.of(bytes) == place.checksum else {
            throw StorageError(.corrupted, of: key)
        }
        return RecordBytes(bytes)
    }
}
