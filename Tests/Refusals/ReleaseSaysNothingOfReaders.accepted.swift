import ClinicalNotesModel

func look(at release: Release) {
    _ = release.state
}
