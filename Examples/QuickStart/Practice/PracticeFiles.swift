internal import ClinicalNotes
internal import Foundation

/// The files of a practice: the store, and beside it the keys, the anchor, and what its people have.
struct PracticeFiles {
    /// The SQLite store; where the store is in a database server, no file, and the others are named after it.
    let store: String
    /// The server's database with the store, if it is in one.
    let database: PracticeDatabase?
    /// The key service's file: whoever has it and its passphrase opens the general record.
    var keys: String { store + ".keys" }
    /// What vouches for the newest state; in earnest it lies on another machine than the store.
    var anchor: String { store + ".anchor" }
    /// What the anchor keeps of whatever narrowed access.
    var journal: String { anchor + ".journal" }
    /// The people's own keys, and what the host remembers.
    var people: String { store + ".people" }
    /// What SQLite has not yet moved into the store; gone once the store is closed.
    var writeAheadLog: String { store + "-wal" }

    /// Whether the anchor is asked; if not, it is as if nothing vouched for the newest state.
    let isAnchored: Bool
    /// What guessing the passphrase of a new file costs.
    let cost: PassphraseCost

    private var all: [String] {
        let companions = [keys, anchor, journal, people]
        return database == nil ? [store] + companions + [writeAheadLog] : companions
    }

    /// Names the files of a new practice.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - database: The server's database that the store is to be in, if it is to be in one.
    ///   - cost: What guessing the passphrase is to cost.
    /// - Throws: ``DemonstrationError`` if one of them exists, or the folder does not.
    init(
        new store: String,
        in database: PracticeDatabase? = nil,
        cost: PassphraseCost = .interactive
    ) throws {
        self.init(store: store, in: database, isAnchored: true, cost: cost)
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
    /// - Parameters:
    ///   - store: The store.
    ///   - isAnchored: Whether the anchor is asked.
    /// - Throws: ``DemonstrationError`` if one of them is missing.
    init(existing store: String, isAnchored: Bool = true) throws {
        self.init(store: store, isAnchored: isAnchored)
        guard !Self.isFolder(store) else { throw DemonstrationError("\(store) is a folder, not a store") }
        let needed = [store, keys] + (isAnchored ? [anchor] : [])
        for file in needed where !FileManager.default.fileExists(atPath: file) {
            throw DemonstrationError("\(file) is missing")
        }
    }

    private init(
        store: String,
        in database: PracticeDatabase? = nil,
        isAnchored: Bool,
        cost: PassphraseCost = .interactive
    ) {
        self.store = store
        self.database = database
        self.isAnchored = isAnchored
        self.cost = cost
    }

    /// The anchor, or none.
    var openAnchor: any Anchor { isAnchored ? FileAnchor(path: anchor) : NoAnchor() }

    /// Opens the key file that is there.
    func openKeys() throws -> LocalKeyService {
        try LocalKeyService(file: keys, passphrase: Passphrase.current, creating: false)
    }

    /// Copies the files into a folder; a server's database stays where it is.
    func copied(into folder: URL) throws -> PracticeFiles {
        let copy = PracticeFiles(
            store: folder.appending(path: "practice.db").path(),
            in: database,
            isAnchored: isAnchored
        )
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
