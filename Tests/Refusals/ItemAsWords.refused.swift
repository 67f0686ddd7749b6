// refused: argument type 'ProgressSummary' does not conform to expected type 'ClinicalWords'
import ClinicalNotesModel

func analysis(_ impressions: ProgressSummary) -> PsychotherapyNote {
    PsychotherapyNote(impressions: impressions)
}
