import ClinicalNotes
import TestSupport
import Testing

@Suite("A note that was received from elsewhere")
struct ReceivedNoteTests {
    private func importing(
        _ received: ReceivedRecord?,
        in compartment: Compartment = .general,
        _ setting: DutySetting
    ) async throws -> ImportOutcome<NoteID>? {
        let office = try await setting.clinic.desk(setting.office, .operations)
        let report = try await office.importRecords(
            ExternalRecords(
                patients: [.known(setting.ana.id)],
                notes: [
                    ExternalNote(
                        key: PersonIdentifier(
                            system: "urn:test",
                            value: "\(String(describing: received))"
                        ),
                        kind: .note,
                        compartment: compartment,
                        sections: [ExternalSection(text: "Words from elsewhere")],
                        authors: [ExternalAuthor(attested: "Dr. Else", principal: setting.rivera.id)],
                        subjects: [0],
                        period: Practice.start..<Practice.start,
                        received: received
                    )
                ]
            )
        )
        return report.notes.first
    }

    @Test("is amended by who wrote it, unless that one is no longer there")
    func amendment() async throws {
        let setting = try await DutySetting()
        let portal = try await setting.portal(setting.ana, .amendmentRequest)
        func asks(_ received: ReceivedRecord?, _ key: IdempotencyKey) async throws -> Bool {
            let note = try #require(try await importing(received, setting)?.made)
            let refused = await refusal {
                _ = try await portal.requestAmendment(of: note, "Wrong date", idempotencyKey: key)
            }
            return refused == nil
        }
        #expect(try await asks(nil, "own record, moved"))
        #expect(try await !asks(ReceivedRecord(as: .receivedCopy), "copy"))
        #expect(try await asks(ReceivedRecord(as: .receivedCopy, authorUnavailable: true), "orphan"))
        let letters = try await setting.worklist().filter { $0.obligation == .writtenDenial }
        #expect(letters.map(\.due) == [setting.clinic.clock.now + .seconds(60 * 86_400)])
    }

    @Test(
        "is refused where it cannot have come like that",
        arguments: [
            (ReceivedRecord(as: .originatingEntity), Compartment.general),
            (ReceivedRecord(as: .part2Program), .substanceUse),
            (ReceivedRecord(as: .coveredEntity), .general),
            (ReceivedRecord(as: .receivedCopy), .substanceUse),
            (ReceivedRecord(as: .receivedCopy, under: .tpoConsent), .general),
        ]
    )
    func impossible(received: ReceivedRecord, compartment: Compartment) async throws {
        let setting = try await DutySetting()
        let outcome = try await importing(received, in: compartment, setting)
        #expect(outcome?.refusal == NotesError(.invalidInput) && outcome?.refusal?.place == "received")
    }
}
