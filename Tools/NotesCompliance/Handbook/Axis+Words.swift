internal import ClinicalNotesPolicy

extension Axis {
    /// The fact in plain words, as far as there are some; else its name.
    var words: String { Self.words[description] ?? description }

    private static let words = [
        "asksForSelf": "a request for oneself", "authorized": "an authorization of the patient",
        "authorizedByAll": "an authorization of everybody whom the note is about",
        "careTeam": "a place on the care team", "channelWrong": "that another way of delivery was asked for",
        "compartment": "another kind of note",
        "compiledForProceeding": "that it was compiled for a proceeding",
        "consented": "a consent of the patient",
        "consentedByAll": "a consent of everybody whom the note is about",
        "coSubjectsAuthorized": "an authorization of the others whom the note is about",
        "counselingConsented": "a consent for counseling notes",
        "counselingConsentedByAll": "a consent for counseling notes of everybody whom the note is about",
        "coveredEntity": "a contract, or that it is a covered entity", "deceased": "the patient's death",
        "directiveToSend": "a signed direction to send it", "draftClosed": "a draft that nobody decides by",
        "fromProgram": "that a substance use program holds it", "holdDenies": "a hold on access",
        "houseOpensForPatient": "a rule of the holder that opens it to the patient",
        "inHouse": "work for the holder", "instrument": "other legal process",
        "isAuthor": "authorship of the note",
        "openedByOriginator": "that its originator opened it",
        "ownTrainingProgram": "training in the holder's program",
        "part2Personnel": "a place in the program", "patientIsSubject": "that it is about this patient",
        "protectedFromPatient": "a psychotherapy or counseling note", "purpose": "another purpose",
        "reasonRecorded": "a recorded reason", "released": "release in the portal", "role": "another role",
        "segmentable": "that it can be split", "severalSubjects": "that it is about several people",
        "standing": "a place as the patient, or instead of the patient",
        "status": "another status of the note",
        "treatmentNeeded": "treatment that is needed now",
        "consentUnobtainable": "a consent that cannot be obtained",
        "underPrivacyRule": "a record under the Privacy Rule",
    ]
}
