import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@Suite("Cutting a page")
struct IndexPageTests {
    struct Cut: Sendable {
        /// One number a hit: its time.
        let times: [Int64]
        let limit: Int
        let complete: Bool
        /// How many hits the page has, and whether it says that there is more; nil: more must be read.
        let page: (count: Int, hasMore: Bool)?
    }

    static let cuts: [Cut] = [
        Cut(times: [], limit: 2, complete: true, page: (0, false)),
        Cut(times: [1, 2], limit: 2, complete: true, page: (2, false)),
        Cut(times: [1, 2], limit: 2, complete: false, page: nil),
        Cut(times: [1, 2, 3], limit: 2, complete: false, page: (2, true)),
        Cut(times: [1, 2, 2], limit: 2, complete: false, page: (1, true)),
        Cut(times: [1, 1, 1], limit: 2, complete: false, page: nil),
        Cut(times: [1, 1, 1, 2], limit: 2, complete: false, page: (3, true)),
        Cut(times: [1, 1, 1], limit: 2, complete: true, page: (3, false)),
        Cut(times: [1], limit: 0, complete: true, page: (0, true)),
        Cut(times: [], limit: 0, complete: true, page: (0, false)),
    ]

    @Test("It parts no position and says whether there is more", arguments: cuts)
    func endsWhereItShould(_ cut: Cut) {
        let key = RecordKey(
            tenant: TenantID(.zero),
            owner: OwnerID(.zero),
            collection: .header,
            record: RecordID(.zero)
        )
        let hits = cut.times.map { time in
            let entry = IndexEntry(
                pseudonym: .zero,
                generation: 0,
                statusClass: 0,
                time: Instant(milliseconds: time)
            )
            return IndexPage.Hit(key: key, entry: entry)
        }
        let page = IndexPage.cut(hits, to: cut.limit, complete: cut.complete)
        #expect(page?.hits.count == cut.page?.count)
        #expect(page?.hasMore == cut.page?.hasMore)
    }
}
