// refused: cannot convert value of type 'PatientID' to expected argument type 'PrincipalID'
import ClinicalNotesModel

func release(_ note: NoteID, of patient: PatientID, by therapist: PrincipalID, at moment: Instant) -> Release
{
    Release(note: note, patient: patient, state: .released, by: patient, at: moment)
}
