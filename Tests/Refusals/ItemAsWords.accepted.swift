import ClinicalNotesModel

func analysis(_ impressions: String) -> PsychotherapyNote {
    PsychotherapyNote(impressions: impressions)
}
