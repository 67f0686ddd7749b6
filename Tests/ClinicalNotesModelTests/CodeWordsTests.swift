import ClinicalNotesModel
import Foundation
import Testing

@Suite("Codes in words")
struct CodeWordsTests {
    @Test("codes print as words that tell each from the others, and are stored as they were")
    func words() {
        #expect("\(Compartment.substanceUseCounseling)" == "substance use counseling")
        #expect("\(NoteStatus.enteredInError)" == "entered in error")
        #expect("\(PurposeOfUse.emergencyTreatment)" == "emergency treatment")
        #expect("\(PrincipalRole.treatingClinician)" == "treating clinician")
        #expect("\(NoteAction.markEnteredInError)" == "mark entered in error")
        #expect("\(NoteKind(loinc: "99999-9", display: "House call"))" == "House call")
        #expect(NoteStatus.enteredInError.rawValue == "entered-in-error")
        for printed in [
            Compartment.allCases.map(\.description), NoteStatus.allCases.map(\.description),
            PurposeOfUse.allCases.map(\.description), PrincipalRole.allCases.map(\.description),
            NoteAction.allCases.map(\.description),
        ] {
            #expect(Set(printed).count == printed.count)
            #expect(!printed.contains { $0.isEmpty || $0.contains("-") })
        }
    }

    @Test("an error's code is encoded by its name and read again; a name that is unknown is refused")
    func codes() throws {
        let error = ModelError(.fieldTooLarge, property: "plan")
        let encoded = try JSONEncoder().encode(error)
        #expect(try JSONDecoder().decode(ModelError.self, from: encoded) == error)
        #expect(try JSONDecoder().decode([String: String].self, from: encoded)["code"] == "fieldTooLarge")
        let unknown = Data(#"{"code":"ofALaterVersion"}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ModelError.self, from: unknown) }
    }
}
