import ClinicalNotesModel
import Testing

@Suite("Note kinds")
struct NoteKindTests {
    @Test("have LOINC codes whose check digits are right")
    func checkDigits() {
        #expect(NoteKind.catalog.count == 97)
        for kind in NoteKind.catalog {
            #expect(kind.isWellFormed, "\(kind.code)")
            #expect(kind.display != kind.code)
        }
    }

    @Test(
        "are refused when the code cannot be one",
        arguments: [
            "", "-", "11506", "11506-4", "11506-", "1150G-3", "11506-33", "123456789-0", "\u{0661}1506-3",
        ]
    )
    func malformed(code: String) {
        #expect(!NoteKind(loinc: code).isWellFormed)
    }

    @Test("are found by service and discipline, where LOINC has a code")
    func matrix() {
        #expect(NoteKind.of(.progress, by: .psychology)?.code == "11510-5")
        #expect(NoteKind.of(.initialEvaluation, by: .mentalHealth) == .intake)
        #expect(NoteKind.of(.admissionEvaluation, by: .psychology) == nil)
        #expect(NoteKind.of(.individualCounseling, by: .psychiatry) == nil)
        let found = NoteService.allCases.flatMap { service in
            NoteDiscipline.allCases.compactMap { NoteKind.of(service, by: $0)?.code }
        }
        #expect(found.count == 63)
        #expect(Set(found).count == found.count)
    }

    @Test("of psychotherapy are counseling to LOINC, and psychotherapy in words only")
    func psychotherapy() {
        #expect(NoteKind.psychotherapyIndividual == .individualCounseling)
        #expect(NoteKind.psychotherapyGroup == .groupCounseling)
        #expect(NoteKind.psychotherapyIndividual.display == "Psychotherapy note")
        // A kind made of an imported code says counseling, never psychotherapy.
        for kind in NoteKind.catalog {
            #expect(!kind.display.lowercased().contains("psychotherapy"))
        }
    }

    @Test("of the host's own stand apart from LOINC")
    func local() {
        let kind = NoteKind(local: "11506-3", display: "Couple review")
        #expect(kind != .progress)
        #expect(kind.isWellFormed)
        #expect(!NoteKind(local: "").isWellFormed)
        #expect(NoteKind(loinc: "99999-7").display == "99999-7")
    }
}
