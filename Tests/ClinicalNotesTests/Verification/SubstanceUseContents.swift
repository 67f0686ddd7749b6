import ClinicalNotes

struct DependencyNote: SubstanceUseContent {
    static let template = Template("test.dependency", version: 1, kind: .progress)
    enum CodingKeys: Int, FieldKey { case course = 1 }
    @Sealed var course: ClinicalText?
}

struct DependencyCounseling: SubstanceUseCounselingContent {
    static let template = Template("test.dependency-counseling", version: 1, kind: .progress)
    enum CodingKeys: Int, FieldKey { case analysis = 1 }
    @Sealed var analysis: ClinicalText?
}
