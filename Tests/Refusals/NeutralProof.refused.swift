// refused: 'NeutralForm<Value>' initializer is inaccessible due to 'internal' protection level
import ClinicalNotesModel

func claim() {
    _ = NeutralForm<Bool>()
}
