// refused: 'encodedBytes' is inaccessible due to 'package' protection level
import ClinicalNotesModel

func look(at directive: Directive) {
    _ = directive.encodedBytes
}
