import ClinicalNotesCrypto
import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("The newest notes of directories")
struct NewestNotesTests {
    private let owner = OwnerID(Bytes16(high: 1, low: 1))

    /// Made-up pages: notes of all classes, many of one time, and records that are no notes.
    private func pages(of count: Int, _ numbers: inout SeededNumbers) -> [DirectoryPage] {
        var pages: [DirectoryPage] = []
        for number in 0..<UInt32((count + 127) / 128) {
            var page = DirectoryPage(number: number)
            for _ in 0..<min(128, count - Int(number) * 128) {
                let entry = DirectoryEntry(
                    record: RecordID(onPage: number, .random(in: 0..<9, using: &numbers), numbers.next()),
                    revision: 1,
                    leafHash: .zero,
                    note: Bool.random(using: &numbers)
                        ? nil
                        : DirectoryNote(
                            compartment: Compartment.allCases.randomElement(using: &numbers) ?? .general,
                            statusClass: NoteStatusClass.allCases.randomElement(using: &numbers) ?? .draft,
                            time: Instant(milliseconds: .random(in: -50..<50, using: &numbers))
                        )
                )
                _ = page.put(entry)
            }
            pages.append(page)
        }
        return pages
    }

    @Test("are those that sorting all of them gives, from any place, of any classes and period")
    func likeSorting() {
        var numbers = SeededNumbers(5)
        var compared = 0
        for round in 0..<300 {
            let pages = pages(of: [0, 1, 100, 128, 129, 900][round % 6], &numbers)
            var classes = NoteClasses()
            for compartment in Compartment.allCases {
                let some = NoteStatusClass.allCases.filter { _ in Bool.random(using: &numbers) }
                classes.insert(Set(some), in: compartment)
            }
            let period =
                round % 3 == 0 ? Instant(milliseconds: -20)..<Instant(milliseconds: 20) : nil
            let all = pages.flatMap(\.entries).compactMap { entry -> ChartPosition? in
                guard let note = entry.note, classes.contains(note), period?.contains(note.time) ?? true
                else { return nil }
                return ChartPosition(time: note.time, owner: owner, record: entry.record)
            }.sorted(by: >)
            for limit in [1, 2, 51, 201] {
                for after in [nil, all.randomElement(using: &numbers)] {
                    var newest = NewestNotes(limit, after: after)
                    for page in pages { newest.take(page, of: owner, classes, beginning: period) }
                    let expected = all.filter { position in after.map { position < $0 } ?? true }.prefix(
                        limit
                    )
                    #expect(newest.inOrder() == Array(expected))
                    compared += expected.count
                }
            }
        }
        #expect(compared > 10_000)
    }

    @Test("are of a class if its compartment was given with its status")
    func classes() {
        for compartment in Compartment.allCases {
            for status in NoteStatusClass.allCases {
                var classes = NoteClasses()
                #expect(classes.isEmpty)
                classes.insert([status], in: compartment)
                #expect(!classes.isEmpty)
                for other in Compartment.allCases {
                    for otherStatus in NoteStatusClass.allCases {
                        let note = DirectoryNote(
                            compartment: other,
                            statusClass: otherStatus,
                            time: Practice.start
                        )
                        #expect(classes.contains(note) == (other == compartment && otherStatus == status))
                    }
                }
            }
        }
    }
}

@Suite("Directory pages that were opened before")
struct PageCacheTests {
    private let owner = OwnerID(Bytes16(high: 1, low: 1))

    private func hash(_ number: UInt32) -> Digest { Digest.of([UInt8(number % 256), UInt8(number / 256)]) }

    @Test("are found by owner, number and hash, and never more than the capacity of them are kept")
    func bounded() {
        let cache = PageCache(capacity: 8)
        for number in UInt32(0)..<100 {
            cache.keep(DirectoryPage(number: number), of: owner, named: hash(number))
            #expect(cache.count <= 8)
            #expect(cache.page(number, of: owner, named: hash(number))?.number == number)
            #expect(cache.page(0, of: owner, named: hash(0)) != nil, "one in use stays")
        }
        #expect(cache.page(1, of: owner, named: hash(1)) == nil)
        #expect(cache.page(99, of: owner, named: hash(98)) == nil)
        #expect(cache.page(98, of: owner, named: hash(99)) == nil)
        #expect(cache.page(99, of: OwnerID(.zero), named: hash(99)) == nil)
        cache.removeAll()
        #expect(cache.count == 0 && cache.page(99, of: owner, named: hash(99)) == nil)
    }
}
