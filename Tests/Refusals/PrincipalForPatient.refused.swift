// refused: cannot convert value of type 'PrincipalID' to expected argument type 'PatientID'
import ClinicalNotesModel

func release(_ note: NoteID, of patient: PatientID, by therapist: PrincipalID, at moment: Instant) -> Release
{
    Release(note: note, patient: therapist, state: .released, by: therapist, at: moment)
}
