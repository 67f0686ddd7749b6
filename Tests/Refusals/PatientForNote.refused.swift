// refused: cannot convert value of type 'PatientID' to expected argument type 'NoteID'
import ClinicalNotesModel

func release(_ note: NoteID, of patient: PatientID, by therapist: PrincipalID, at moment: Instant) -> Release
{
    Release(note: patient, patient: patient, state: .released, by: therapist, at: moment)
}
