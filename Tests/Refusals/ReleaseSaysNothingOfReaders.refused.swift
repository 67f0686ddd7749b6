// refused: value of type 'Release' has no member 'readers'
import ClinicalNotesModel

func look(at release: Release) {
    _ = release.readers
}
