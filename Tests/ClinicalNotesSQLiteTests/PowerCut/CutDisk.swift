#if SQLite
import Foundation

/// What is on a disk when the power is cut: what was flushed, and of what came later as much as luck had it.
///
/// A disk writes sectors of 512 bytes whole, in any order, until it is told to flush. The folder is a file like any other:
/// that a file was made or deleted is sure once the file, or the folder, was flushed.
struct CutDisk {
    /// What of the writes that were not flushed is found.
    enum Luck: CaseIterable {
        case nothing
        case everything
        case anySector
    }

    private struct File {
        var flushed: [UInt8] = []
        var isFlushed = false
        var later: [DiskOperation] = []
    }

    private static let sector = 512

    private var files: [String: File] = [:]
    /// Files whose deletion may be undone.
    private var deleted: [String: File] = [:]
    /// Commits that were told as committed.
    private(set) var acknowledged: [UInt64] = []
    private let flushes: Bool

    /// - Parameter flushes: Whether the disk obeys; one that does not shows what flushing is for.
    init(flushes: Bool = true) { self.flushes = flushes }

    mutating func apply(_ operation: DiskOperation) {
        switch operation {
        case .create(let name): files[name] = File()
        case .write(let name, _, _), .truncate(let name, _):
            files[name, default: File()].later.append(operation)
        case .flush(let name):
            guard flushes, var file = files[name] else { return }
            for operation in file.later { Self.carryOut(operation, on: &file.flushed) }
            file.later = []
            file.isFlushed = true
            files[name] = file
            deleted[name] = nil
        case .delete(let name, let isFlushed):
            guard let file = files.removeValue(forKey: name) else { return }
            deleted[name] = isFlushed && flushes ? nil : file
        case .acknowledge(let number): acknowledged.append(number)
        }
    }

    /// Lays out what is found after the power came back.
    func layOut(in folder: String, _ luck: Luck, by random: inout some RandomNumberGenerator) throws {
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            let isThere =
                file.isFlushed || luck == .everything || luck == .anySector && Bool.random(using: &random)
            if isThere {
                try put(file, luck, in: folder, name, &random)
            } else if let older = deleted[name] {
                try put(older, luck, in: folder, name, &random)
            }
        }
        for (name, file) in deleted.sorted(by: { $0.key < $1.key }) where files[name] == nil {
            guard luck == .nothing || luck == .anySector && Bool.random(using: &random) else { continue }
            try put(file, luck, in: folder, name, &random)
        }
    }

    private func put(
        _ file: File,
        _ luck: Luck,
        in folder: String,
        _ name: String,
        _ random: inout some RandomNumberGenerator
    ) throws {
        var bytes = file.flushed
        for operation in file.later where luck != .nothing {
            switch operation {
            case .write(_, let offset, let written) where luck == .anySector:
                for start in stride(from: 0, to: written.count, by: Self.sector)
                where Bool.random(using: &random) {
                    let piece = written[start..<min(start + Self.sector, written.count)]
                    Self.carryOut(.write(name, at: offset + start, Array(piece)), on: &bytes)
                }
            case .truncate where luck == .anySector && Bool.random(using: &random): break
            default: Self.carryOut(operation, on: &bytes)
            }
        }
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    private static func carryOut(_ operation: DiskOperation, on bytes: inout [UInt8]) {
        switch operation {
        case .write(_, let offset, let written):
            let missing = offset + written.count - bytes.count
            if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
            bytes.replaceSubrange(offset..<(offset + written.count), with: written)
        case .truncate(_, let size):
            if size < bytes.count { bytes.removeLast(bytes.count - size) }
        case .create, .flush, .delete, .acknowledge: break
        }
    }
}
#endif
