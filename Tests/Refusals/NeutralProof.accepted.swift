import ClinicalNotesModel

func claim() {
    _ = Array<Bool>()
}
