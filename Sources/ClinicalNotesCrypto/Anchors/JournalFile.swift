internal import ClinicalNotesModel

/// A file that is only ever added to: what an anchor keeps for its logs, line by line.
///
/// magic 16 | version u16 | groups. A group: "LINE" | length u32 | checksum 32 of the body | body: number u64 | name of
/// the log, a text | lines, a list of counted bytes. A group is written and flushed as one; one that was torn at the
/// end was never acknowledged and is dropped, damage anywhere else is an error.
struct JournalFile: Sendable {
    /// The lines that one call added.
    struct Group: Equatable {
        let log: String
        let lines: [[UInt8]]
    }

    /// How far the file reaches, and what it holds.
    private struct Extent {
        var end = 0
        var groups: UInt64 = 0
        var logs: Set<String> = []
    }

    private static let magic: Personal = "CLINICAL-JOURNAL"
    private static let version: UInt16 = 1
    private static let mark: [UInt8] = Array("LINE".utf8)
    private static let headSize = 18
    private static let prefixSize = 4 + 4 + Digest.size

    private let file: DurableFile

    init(_ file: DurableFile) { self.file = file }

    /// All lines of a log, the oldest first; none if the log's journal was never begun.
    func lines(of log: String) async throws(CryptoError) -> [[UInt8]] {
        try await DurableFile.apart { [self] () throws(CryptoError) in
            try read().groups.filter { $0.log == log }.flatMap(\.lines)
        }
    }

    /// Adds lines and returns when they are durable.
    ///
    /// - Parameters:
    ///   - group: The lines, and their log.
    ///   - begins: Whether the log's journal is begun here if there is none.
    /// - Throws: ``CryptoError``; `.fileMissing` where there is none and it is not begun.
    func append(_ group: Group, beginning begins: Bool) async throws(CryptoError) {
        try await file.locked(by: .never) { [self] () throws(CryptoError) in
            // Read from its beginning, since another process may have begun it anew: what is acknowledged is never cut.
            let now = try read().extent
            guard begins || now.logs.contains(group.log) else { throw CryptoError(.fileMissing) }
            let bytes = (now.end == 0 ? Self.head : []) + Self.encode(group, number: now.groups)
            do throws(DurableFile.Failure) {
                try file.write(bytes, at: now.end)
            } catch {
                throw CryptoError(.anchorUnavailable)
            }
        }
    }

    /// Replaces the whole file by one that holds nothing but a group.
    func beginAnew(_ group: Group) async throws(CryptoError) {
        try await file.locked(by: .never) { [self] () throws(CryptoError) in
            do throws(DurableFile.Failure) {
                try file.replace(Self.bytes(of: [group]))
            } catch {
                throw CryptoError(.anchorUnavailable)
            }
        }
    }

    /// Reads the whole file: its groups, and how far it reaches.
    private func read() throws(CryptoError) -> (groups: [Group], extent: Extent) {
        let bytes: [UInt8]
        do throws(DurableFile.Failure) {
            bytes = try file.readAll()
        } catch {
            guard case .missing = error else { throw CryptoError(.fileInvalid) }
            return ([], Extent())
        }
        guard bytes.count >= Self.headSize else {
            // The first writing was torn.
            guard Self.head.starts(with: bytes) else { throw CryptoError(.fileInvalid) }
            return ([], Extent())
        }
        guard bytes.starts(with: Self.magic.description.utf8) else { throw CryptoError(.fileInvalid) }
        guard UInt16(bytes[16]) | UInt16(bytes[17]) << 8 <= Self.version else {
            throw CryptoError(.newerFormat)
        }
        guard bytes.starts(with: Self.head) else { throw CryptoError(.fileInvalid) }
        return try Self.parse(bytes[Self.headSize...])
    }

    private static func parse(
        _ bytes: ArraySlice<UInt8>
    ) throws(CryptoError) -> (groups: [Group], extent: Extent) {
        var (rest, extent) = (bytes, Extent(end: headSize))
        var groups: [Group] = []
        while let (body, after) = intact(rest) {
            let group = try decoding(body, or: .fileInvalid) { (reader) throws(MalformedBytes) in
                guard try reader.integer(UInt64.self) == extent.groups else { throw MalformedBytes() }
                return Group(
                    log: try reader.text(),
                    lines: try reader.list { (reader) throws(MalformedBytes) in Array(try reader.counted()) }
                )
            }
            groups.append(group)
            extent.end += after.startIndex - rest.startIndex
            extent.groups += 1
            extent.logs.insert(group.log)
            rest = after
        }
        // Behind what was torn there is nothing whole.
        while let mark = rest.dropFirst().firstIndex(of: Self.mark[0]) {
            rest = rest[mark...]
            guard intact(rest) == nil else { throw CryptoError(.fileInvalid) }
        }
        return (groups, extent)
    }

    /// The body of the group that begins here and what comes after, or `nil` if there is no whole one.
    private static func intact(_ bytes: ArraySlice<UInt8>) -> (
        body: ArraySlice<UInt8>, after: ArraySlice<UInt8>
    )? {
        guard bytes.starts(with: mark) else { return nil }
        var reader = ByteReader(bytes.dropFirst(mark.count))
        guard let length = try? reader.integer(UInt32.self), let checksum = try? Digest(from: &reader),
            let body = try? reader.raw(Int(length)), Digest.of(body, personal: "cnotes.checksum1") == checksum
        else { return nil }
        return (body, bytes[body.endIndex...])
    }

    /// A whole file.
    static func bytes(of groups: [Group]) -> [UInt8] {
        head + groups.enumerated().flatMap { encode($1, number: UInt64($0)) }
    }

    private static var head: [UInt8] {
        var writer = ByteWriter()
        writer.raw(magic.description.utf8)
        writer.integer(version)
        return writer.bytes
    }

    private static func encode(_ group: Group, number: UInt64) -> [UInt8] {
        var body = ByteWriter()
        body.integer(number)
        body.text(group.log)
        body.list(group.lines) { $0.counted($1) }
        var writer = ByteWriter(capacity: prefixSize + body.bytes.count)
        writer.raw(mark)
        writer.integer(UInt32(body.bytes.count))
        Digest.of(body.bytes, personal: "cnotes.checksum1").encode(into: &writer)
        writer.raw(body.bytes)
        return writer.bytes
    }
}
