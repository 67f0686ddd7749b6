internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import Synchronization

/// Directory pages that were opened once, by the hash that the owner's signed head names.
///
/// A page that changes has another hash, so a stale one is never found. Bounded: when the newer half is full, the older
/// half is forgotten.
final class PageCache: Sendable {
    private struct Name: Hashable {
        let owner: OwnerID
        let number: UInt32
        let hash: Digest
    }

    private struct Halves {
        var newer: [Name: DirectoryPage] = [:]
        var older: [Name: DirectoryPage] = [:]
    }

    private let half: Int
    private let pages = Mutex(Halves())

    init(capacity: Int = 1_024) { half = capacity / 2 }

    func page(_ number: UInt32, of owner: OwnerID, named hash: Digest) -> DirectoryPage? {
        let name = Name(owner: owner, number: number, hash: hash)
        return pages.withLock { pages in
            if let page = pages.newer[name] { return page }
            guard let page = pages.older[name] else { return nil }
            keep(page, name, in: &pages)
            return page
        }
    }

    func keep(_ page: DirectoryPage, of owner: OwnerID, named hash: Digest) {
        let name = Name(owner: owner, number: page.number, hash: hash)
        pages.withLock { keep(page, name, in: &$0) }
    }

    /// How many pages are kept.
    var count: Int { pages.withLock { Set($0.newer.keys).union($0.older.keys).count } }

    func removeAll() { pages.withLock { $0 = Halves() } }

    private func keep(_ page: DirectoryPage, _ name: Name, in pages: inout Halves) {
        if pages.newer.count >= half {
            pages.older = pages.newer
            pages.newer = [:]
        }
        pages.newer[name] = page
    }
}
