/// What was done to a disk, in order, and what of it is there after a loss of power.
package struct DiskJournal: Sendable {
    /// One step; files are numbered as they were opened, and what a number names never changes.
    package enum Step: Sendable {
        case open(String, file: Int, created: Bool, [UInt8])
        case put([UInt8], at: Int, in: Int)
        case cut(to: Int, in: Int)
        case flush(Int)
        case move(String, to: String)
        case remove(String)
        case flushFolder
    }

    /// What a disk keeps of what was not flushed.
    package enum Survival: Sendable, CaseIterable {
        case nothing, everything
        /// The first steps, and of the next one the first bytes.
        case prefix
        /// Any sectors, also later ones without earlier ones.
        case sectors
    }

    /// The steps in order.
    package private(set) var steps: [Step] = []
    private var names: [String: Int] = [:]
    private var files = 0

    mutating func open(_ path: String, creating: Bool, _ content: [UInt8]) -> Int {
        if !creating, let file = names[path] { return file }
        names[path] = files
        steps.append(.open(path, file: files, created: creating, content))
        files += 1
        return files - 1
    }

    mutating func add(_ step: Step) {
        switch step {
        case .move(let path, let target): names[target] = names.removeValue(forKey: path)
        case .remove(let path): names[path] = nil
        default: break
        }
        steps.append(step)
    }

    /// The same as a store would have done it that flushes nothing: what must be lost then shows that a test can fail.
    package var withoutFlushes: DiskJournal {
        var journal = self
        journal.steps = steps.map { if case .flush = $0 { .flush(-1) } else { $0 } }
        return journal
    }

    // WritingAStore: begin image
    /// The files by name that are there when the power goes after so many steps.
    package func image(
        after count: Int,
        keeping survival: Survival,
        _ random: inout some RandomNumberGenerator
    ) -> [String: [UInt8]] {
        var disk = VolatileDisk()
        for step in steps[..<count] { disk.carryOut(step) }
        return disk.afterPowerCut(keeping: survival, &random)
    }
    // WritingAStore: end image
}

/// A disk with a cache: what is durable, and what is not yet.
private struct VolatileDisk {
    private struct File {
        var durable: [UInt8] = []
        var pending: [DiskJournal.Step] = []
    }

    private var files: [Int: File] = [:]
    private var names: [String: Int] = [:]
    private var durableNames: [String: Int] = [:]
    private var pendingNames: [DiskJournal.Step] = []

    mutating func carryOut(_ step: DiskJournal.Step) {
        switch step {
        case .open(_, let file, let created, let content):
            files[file] = File(durable: created ? [] : content)
            if !created { Self.carryOut(step, &durableNames) }
            rename(step)
        case .put(_, _, let file), .cut(_, let file): files[file]?.pending.append(step)
        case .flush(let file):
            guard var flushed = files[file] else { return }
            for step in flushed.pending { Self.carryOut(step, &flushed.durable) }
            flushed.pending = []
            files[file] = flushed
        case .move, .remove: rename(step)
        case .flushFolder:
            durableNames = names
            pendingNames = []
        }
    }

    private mutating func rename(_ step: DiskJournal.Step) {
        Self.carryOut(step, &names)
        pendingNames.append(step)
    }

    func afterPowerCut(
        keeping survival: DiskJournal.Survival,
        _ random: inout some RandomNumberGenerator
    ) -> [String: [UInt8]] {
        var left = durableNames
        let kept =
            switch survival {
            case .nothing: 0
            case .everything: pendingNames.count
            case .prefix, .sectors: Int.random(in: 0...pendingNames.count, using: &random)
            }
        for step in pendingNames[..<kept] { Self.carryOut(step, &left) }
        return left.mapValues { number in
            guard let file = files[number] else { return [] }
            var bytes = file.durable
            for step in Self.kept(of: file.pending, survival, &random) { Self.carryOut(step, &bytes) }
            return bytes
        }
    }

    private static func kept(
        of steps: [DiskJournal.Step],
        _ survival: DiskJournal.Survival,
        _ random: inout some RandomNumberGenerator
    ) -> [DiskJournal.Step] {
        switch survival {
        case .nothing: return []
        case .everything: return steps
        case .prefix:
            let count = Int.random(in: 0...steps.count, using: &random)
            guard count < steps.count, case .put(let bytes, let offset, let file) = steps[count] else {
                return Array(steps[..<count])
            }
            let part = Array(bytes[..<Int.random(in: 0...bytes.count, using: &random)])
            return steps[..<count] + [.put(part, at: offset, in: file)]
        case .sectors:
            var kept: [DiskJournal.Step] = []
            for step in steps {
                guard case .put(let bytes, let offset, let file) = step else {
                    if Bool.random(using: &random) { kept.append(step) }
                    continue
                }
                var start = 0
                while start < bytes.count {
                    let end = min(bytes.count, (offset + start) / 512 * 512 + 512 - offset)
                    if Bool.random(using: &random) {
                        kept.append(.put(Array(bytes[start..<end]), at: offset + start, in: file))
                    }
                    start = end
                }
            }
            return kept
        }
    }

    private static func carryOut(_ step: DiskJournal.Step, _ names: inout [String: Int]) {
        switch step {
        case .open(let path, let file, _, _): names[path] = file
        case .move(let path, let target): names[target] = names.removeValue(forKey: path)
        case .remove(let path): names[path] = nil
        case .put, .cut, .flush, .flushFolder: break
        }
    }

    private static func carryOut(_ step: DiskJournal.Step, _ bytes: inout [UInt8]) {
        switch step {
        case .put(let new, let offset, _):
            let end = offset + new.count
            if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
            bytes.replaceSubrange(offset..<end, with: new)
        case .cut(let count, _): bytes = Array(bytes.prefix(count))
        case .open, .flush, .move, .remove, .flushFolder: break
        }
    }
}
