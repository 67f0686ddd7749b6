import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Words of any size and script")
struct HugeInputTests {
    /// Characters of every plane that has some, with those that cut, join or turn what stands around them.
    static let scripts: [String] =
        [
            "\u{0}", "before\u{0}after", "e\u{301}\u{301}\u{301}", "\u{202e}backwards\u{202c}",
            "\u{feff}mark",
            "👩‍👩‍👧‍👦🏳️‍🌈", "שלום مرحبا", "\r\n\u{2028}\u{85}\t", "\u{fffd}\u{ffff}", "नमस्ते",
        ]
        + (0...16 as ClosedRange<UInt32>).compactMap { plane in
            Unicode.Scalar(plane << 16 | 0x0061).map { String(repeating: String($0), count: 33) }
        }

    private func read(_ text: String, _ desk: NoteSession, about patient: PatientID, key: String) async throws
        -> String?
    {
        let note = try await desk.signed(text, about: patient, key: key)
        return try await desk.read(note)[\FreeText.text]?.copyString()
    }

    @Test("come back as they were, whatever their script")
    func everyPlane() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let desk = try await clinic.desk(rivera)
        for (number, text) in Self.scripts.enumerated() {
            let patient = try await clinic.patient("Ana \(text)", seenBy: rivera)
            // What says nothing is not signed, and comes back as well.
            let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
            let found =
                isBlank
                ? try await desk.read(
                    try await desk.draft(FreeText(ClinicalText(text)), about: [patient.id])
                )[
                    \FreeText.text
                ]?.copyString()
                : try await read(text, desk, about: patient.id, key: "\(number)")
            #expect(found.map { Array($0.utf8) } == Array(text.utf8), "\(number)")
        }
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("come back as they were up to a mebibyte, and are refused beyond with nothing written")
    func sizes() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let most = FieldCoder.maximumFieldBytes
        for size in [1, 255, 256, 4_095, 4_096, 65_535, 65_536, 65_537, most - 64, most] {
            let text = String(repeating: "w", count: size)
            #expect(try await read(text, desk, about: ana.id, key: "\(size)") == text, "\(size)")
        }
        let before = try await clinic.records()
        for size in [most + 1, 5 << 20, 64 << 20] {
            let error = await #expect(throws: NotesError(.tooLarge)) {
                try await desk.signed(String(repeating: "w", count: size), about: ana.id, key: "\(size)")
            }
            #expect(error?.model?.code == .fieldTooLarge, "\(size)")
        }
        #expect(try await clinic.records() == before)
    }

    @Test("of one patient cost the next note no more, however many there are")
    func growth() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let quarter = Soak.isOn ? 25_000 : 150
        var times: [Duration] = []
        for part in 0..<4 {
            let begun = ContinuousClock.now
            for number in 0..<quarter {
                _ = try await desk.draft(
                    FreeText("Words"),
                    about: [ana.id],
                    idempotencyKey: IdempotencyKey("\(part) \(number)")
                )
            }
            times.append(ContinuousClock.now - begun)
        }
        let growth = times[3] / times[1]
        print("notes of one patient tried: \(quarter * 4), the last quarter took \(growth) of the second")
        // What grows with their number would be twice as slow there. The store in memory itself inserts in lists that grow.
        #expect(growth < (Soak.isOn ? 2 : 4))
        let page = try await desk.chart(of: ana.id).page(limit: 50)
        #expect(page.entries.count == 50)
    }
}
