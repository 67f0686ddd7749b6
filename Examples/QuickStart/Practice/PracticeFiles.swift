internal import ClinicalNotes
internal import Foundation

/// The files of a practice: the store, and beside it the keys and the anchor.
struct PracticeFiles {
    /// The SQLite store.
    let store: String
    /// The key service's file: whoever has it and its passphrase opens the general record.
    var keys: String { store + ".keys" }
    /// What vouches for the newest state; in earnest it lies on another machine than the store.
    var anchor: String { store + ".anchor" }
    /// What the anchor keeps of whatever narrowed access.
    var journal: String { anchor + ".journal" }
    /// What SQLite has not yet moved into the store; gone once the store is closed.
    var writeAheadLog: String { store + "-wal" }

    private var all: [String] { [store, keys, anchor, journal, writeAheadLog] }

    /// Names the files of a new practice.
    ///
    /// - Parameter store: The store.
    /// - Throws: ``DemonstrationError`` if one of them exists, or the folder does not.
    init(new store: String) throws {
        self.store = store
        let folder = URL(filePath: store).deletingLastPathComponent().path()
        guard Self.isFolder(folder) else { throw DemonstrationError("there is no folder \(folder)") }
        for file in all where FileManager.default.fileExists(atPath: file) {
            throw DemonstrationError(
                "\(file) exists already, and is not overwritten; name another file, or remove it"
            )
        }
    }

    /// Names the files of a practice that is there.
    ///
    /// - Parameter store: The store.
    /// - Throws: ``DemonstrationError`` if one of them is missing.
    init(existing store: String) throws {
        self.store = store
        guard !Self.isFolder(store) else { throw DemonstrationError("\(store) is a folder, not a store") }
        for file in [self.store, keys, anchor] where !FileManager.default.fileExists(atPath: file) {
            throw DemonstrationError("\(file) is missing")
        }
    }

    private init(copy store: String) { self.store = store }

    /// Copies the files into a folder.
    func copied(into folder: URL) throws -> PracticeFiles {
        let copy = PracticeFiles(copy: folder.appending(path: "practice.db").path())
        for (file, target) in zip(all, copy.all) where FileManager.default.fileExists(atPath: file) {
            try FileManager.default.copyItem(atPath: file, toPath: target)
        }
        return copy
    }

    /// The files that are there.
    var present: [String] { all.filter { FileManager.default.fileExists(atPath: $0) } }

    /// What a file holds.
    static func bytes(of file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: file)))
    }

    /// Whether there is a folder at a path.
    static func isFolder(_ path: String) -> Bool {
        let values = try? URL(filePath: path).resolvingSymlinksInPath().resourceValues(forKeys: [
            .isDirectoryKey
        ])
        return values?.isDirectory ?? false
    }
}
