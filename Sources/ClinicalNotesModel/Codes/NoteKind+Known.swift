extension NoteKind {
    /// Consult note, 11488-4.
    public static let consultation = NoteKind(loinc: "11488-4")
    /// Discharge summary, 18842-5.
    public static let dischargeSummary = NoteKind(loinc: "18842-5")
    /// History and physical note, 34117-2.
    public static let historyAndPhysical = NoteKind(loinc: "34117-2")
    /// Procedure note, 28570-0.
    public static let procedure = NoteKind(loinc: "28570-0")
    /// Progress note, 11506-3.
    public static let progress = NoteKind(loinc: "11506-3")
    /// Imaging narrative, 18748-4.
    public static let imagingNarrative = NoteKind(loinc: "18748-4")
    /// Laboratory report narrative, 11502-2.
    public static let laboratoryNarrative = NoteKind(loinc: "11502-2")
    /// Pathology report narrative, 11526-1.
    public static let pathologyNarrative = NoteKind(loinc: "11526-1")
    /// Surgical operation note, 11504-8.
    public static let surgicalOperation = NoteKind(loinc: "11504-8")
    /// Emergency department note, 34111-5.
    public static let emergencyDepartment = NoteKind(loinc: "34111-5")
    /// Referral note, 57133-1.
    public static let referral = NoteKind(loinc: "57133-1")
    /// Nurse note, 34746-8.
    public static let nurse = NoteKind(loinc: "34746-8")
    /// A note of no particular kind, 34109-9.
    public static let note = NoteKind(loinc: "34109-9")
    /// Mental health note, 34786-4.
    public static let mentalHealth = NoteKind(loinc: "34786-4")
    /// Mental health progress note, 34904-3.
    public static let mentalHealthProgress = NoteKind(loinc: "34904-3")
    /// Mental health initial evaluation note: intake, 78466-0.
    public static let intake = NoteKind(loinc: "78466-0")
    /// Mental health counseling note, 34864-9.
    public static let counseling = NoteKind(loinc: "34864-9")
    /// Mental health individual counseling note, 78309-2.
    public static let individualCounseling = NoteKind(loinc: "78309-2")
    /// Mental health group counseling note, 34787-2.
    public static let groupCounseling = NoteKind(loinc: "34787-2")
    /// Crisis intervention note, 78707-7.
    public static let crisisIntervention = NoteKind(loinc: "78707-7")
    /// Telephone encounter note, 34748-4.
    public static let telephone = NoteKind(loinc: "34748-4")
    /// A note that a patient wrote, 51855-5.
    public static let patientAuthored = NoteKind(loinc: "51855-5")

    /// A psychotherapy note about one person: the code of individual counseling, with words of its own.
    ///
    /// LOINC has no code for a psychotherapy note. The code says counseling, the words say the rest, and
    /// the legal meaning is in the compartment alone: this kind equals ``individualCounseling``.
    public static let psychotherapyIndividual = NoteKind(loinc: "78309-2", display: "Psychotherapy note")
    /// A psychotherapy note about several people: the code of group counseling, with words of its own.
    public static let psychotherapyGroup = NoteKind(loinc: "34787-2", display: "Group psychotherapy note")
    /// A report of psychological testing: a local kind.
    public static let psychologicalTesting = NoteKind(
        local: "psychological-testing",
        display: "Psychological testing"
    )
}
