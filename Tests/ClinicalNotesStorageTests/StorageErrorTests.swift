import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@Suite("An error of a store")
struct StorageErrorTests {
    @Test("says what the database calls it, in the database's own code")
    func detail() {
        #expect(StorageErrorDetail(sqlState: "40P01")?.description == "SQLSTATE 40P01")
        #expect(StorageErrorDetail(sqliteCode: 778).description == "SQLite 778")
        #expect(StorageErrorDetail(systemError: 28).description == "errno 28")
        let error = StorageError(.unreadable, detail: StorageErrorDetail(sqliteCode: 266))
        #expect(error.description == "StorageError(unreadable, SQLite 266)")
    }

    @Test(
        "has no room for words of the database, in which content may stand",
        arguments: ["", "4000", "400011", "40p01", "Jane ", "4000\u{661}", "\u{e9}\u{e9}0", "O'BRI"]
    )
    func refused(_ text: String) { #expect(StorageErrorDetail(sqlState: text) == nil) }

    @Test("does not print the record that it names")
    func record() {
        let key = RecordKey(
            tenant: TenantID(Bytes16(high: 0xfeed_face_feed_face, low: 1)),
            owner: OwnerID(Bytes16(high: 0xfeed_face_feed_face, low: 2)),
            collection: .header,
            record: RecordID(Bytes16(high: 0xfeed_face_feed_face, low: 3))
        )
        let text = "\(StorageError(.corrupted, of: key, detail: StorageErrorDetail(sqliteCode: 11)))"
        #expect(text == "StorageError(corrupted, SQLite 11)")
    }
}
