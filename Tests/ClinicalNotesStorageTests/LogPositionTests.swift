import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@Suite("Where a log goes on")
struct LogPositionTests {
    private let log = LogKey(
        tenant: TenantID(.zero),
        owner: OwnerID(.zero),
        collection: .audit
    )

    private func next(after positions: Set<UInt64>) -> UInt64? {
        log.nextPosition { bound in positions.filter { $0 < bound }.max() }
    }

    @Test("is behind its last record, wherever that came from")
    func behindTheLast() {
        #expect(next(after: []) == 0)
        #expect(next(after: [0, 1, 2]) == 3)
        #expect(next(after: [0, 1, 1_000_000]) == 1_000_001)
    }

    @Test("is before what was planted at the end of the positions")
    func planted() {
        let end = LogKey.positionLimit
        #expect(next(after: [0, 1, 2, end - 1]) == 3)
        #expect(next(after: [0, 1, 2, end - 3, end - 1]) == 3)
        #expect(next(after: [end - 1]) == 0)
        #expect(next(after: [5, end - LogKey.room - 1]) == end - LogKey.room)
        #expect(next(after: [5, end - LogKey.room]) == 6)
    }
}
