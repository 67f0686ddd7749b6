import ClinicalNotesModel

func release(_ note: NoteID, of patient: PatientID, by therapist: PrincipalID, at moment: Instant) -> Release
{
    Release(note: note, patient: patient, state: .released, by: therapist, at: moment)
}
