import ClinicalNotesModel

func look(at directive: Directive) {
    _ = directive.subjects
}
