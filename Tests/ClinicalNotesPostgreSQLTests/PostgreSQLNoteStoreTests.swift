#if PostgreSQL
import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Testing

@Suite("The PostgreSQL store", .enabled(if: TestServer.isThere))
struct PostgreSQLNoteStoreTests {
    let server = TestServer()

    @Test("It keeps the storage contract", arguments: StoreRequirement.all)
    func conforms(_ requirement: StoreRequirement) async throws {
        try await requirement.check(reopening: { try await server.open() }) { try await server.open() }
    }
}
#endif
