import ClinicalNotesModel
import Testing

@Suite("The life of a note")
struct NoteLifecycleTests {
    /// Every event from every status, row by row in the order of ``NoteEvent``: begin, edit, discard, sign,
    /// cosign, amend, addend, enter in error.
    private static let table: [(NoteStatus?, [String])] = [
        (
            nil,
            [
                "draft", "noSuchNote", "noSuchNote", "noSuchNote", "noSuchNote", "noSuchNote", "noSuchNote",
                "noSuchNote",
            ]
        ),
        (
            .draft,
            ["alreadyBegun", "draft", "none", "signed", "notSigned", "notSigned", "notSigned", "notSigned"]
        ),
        (.signed, signed("cosigned", "amended", "addended")),
        (.cosigned, signed("alreadyCosigned", "amended", "addended")),
        (.amended, signed("amended", "amended", "amended")),
        (.addended, signed("addended", "amended", "addended")),
        (.enteredInError, ["alreadyBegun"] + Array(repeating: "withdrawn", count: 7)),
    ]

    private static func signed(_ cosigned: String, _ amended: String, _ addended: String) -> [String] {
        [
            "alreadyBegun", "signedNoteIsImmutable", "signedNoteIsImmutable", "alreadySigned", cosigned,
            amended, addended, "entered-in-error",
        ]
    }

    @Test("goes one way only", arguments: 0..<table.count)
    func transitions(row: Int) {
        let (status, expected) = Self.table[row]
        for (event, outcome) in zip(NoteEvent.allCases, expected) {
            let found: String
            do throws(ModelError) {
                found = try NoteLifecycle.status(after: event, from: status)?.rawValue ?? "none"
                #expect(NoteLifecycle.permits(event, from: status))
            } catch {
                found = error.code.rawValue
                #expect(error.property == event.rawValue)
                #expect(!NoteLifecycle.permits(event, from: status))
            }
            #expect(found == outcome, "\(event) from \(String(describing: status))")
        }
    }

    @Test("the table has every status and event")
    func complete() {
        #expect(Self.table.count == NoteStatus.allCases.count + 1)
        #expect(Set(Self.table.compactMap(\.0)) == Set(NoteStatus.allCases))
        #expect(Self.table.allSatisfy { $0.1.count == NoteEvent.allCases.count })
    }
}
