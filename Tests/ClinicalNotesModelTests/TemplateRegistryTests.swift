import ClinicalNotesModel
import Testing

private struct Unwrapped: GeneralRecordContent {
    static let template = Template("unwrapped", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case words = 1, remark = 2 }
    @Sealed var words: ClinicalText? = "x"
    var remark: String = "canary"
}

private struct UnwrappedOptional: GeneralRecordContent {
    static let template = Template("unwrapped-optional", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case words = 1, remark = 2 }
    @Sealed var words: ClinicalText? = nil
    var remark: String?
}

private struct UnwrappedAndUncoded: GeneralRecordContent {
    static let template = Template("uncoded", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case words = 1 }
    @Sealed var words: ClinicalText? = nil
    var remark = "canary"
}

private struct Undeclared: GeneralRecordContent {
    static let template = Template("undeclared", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case words = 1 }
    @Sealed var words: ClinicalText? = nil
    @Sealed var remark: ClinicalText? = nil
}

private struct Unnumbered: GeneralRecordContent {
    static let template = Template("unnumbered", version: 1, kind: .note)
    @Sealed var words: ClinicalText? = nil
}

private struct Zero: GeneralRecordContent {
    static let template = Template("zero", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case words = 0 }
    @Sealed var words: ClinicalText? = nil
}

private struct TooHigh: GeneralRecordContent {
    static let template = Template("too-high", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case words = 65_536 }
    @Sealed var words: ClinicalText? = nil
}

private struct Duplicate: GeneralRecordContent {
    static let template = Template("duplicate", version: 1, kind: .note)
    enum CodingKeys: String, CodingKey {
        case words, remark
        var intValue: Int? { 1 }
    }
    @Sealed var words: ClinicalText? = nil
    @Sealed var remark: ClinicalText? = nil
}

private struct ForeignWrapper: PsychotherapyContent {
    static let template = Template("foreign", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case medications = 1 }
    @SealedField<[MedicationStatement], ContentSections.General> var medications: [MedicationStatement]? = nil
}

private struct SmuggledSection: PsychotherapyContent {
    static let template = Template("smuggled", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case medications = 1 }
    @SealedField<[MedicationStatement], ContentSections.Psychotherapy>
    var medications: [MedicationStatement]? = ["Sertraline"]
}

private struct Claimed: PsychotherapyFieldValue, Codable {
    let dose: Int
    static var neutralForm: NeutralForm<Claimed> { preconditionFailure("never asked for") }
}

private struct ClaimedContent: SubstanceUseCounselingContent {
    static let template = Template("claimed", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case dose = 1 }
    @Sealed var dose: Claimed? = Claimed(dose: 3)
}

private struct OtherCompartment: PsychotherapyContent {
    static let template = Template("other-compartment", version: 1, kind: .note)
    static var compartment: Compartment { .general }
    enum CodingKeys: Int, FieldKey { case words = 1 }
    @Sealed var words: ClinicalText? = "x"
}

private struct NoCompartment: NoteContent {
    static let template = Template("no-compartment", version: 1, kind: .note)
    static var compartment: Compartment { .general }
    enum CodingKeys: Int, FieldKey { case words = 1 }
    @SealedField<ClinicalText, ContentSections.General> var words: ClinicalText? = "x"
}

private struct Empty: GeneralRecordContent {
    static let template = Template("empty", version: 1, kind: .note)
}

private struct BadName: GeneralRecordContent {
    static let template = Template("bad name", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case words = 1 }
    @Sealed var words: ClinicalText? = nil
}

private struct BadVersion: GeneralRecordContent {
    static let template = Template("bad-version", version: 0, kind: .note)
    enum CodingKeys: Int, FieldKey { case words = 1 }
    @Sealed var words: ClinicalText? = nil
}

private struct BadKind: GeneralRecordContent {
    static let template = Template("bad-kind", version: 1, kind: NoteKind(loinc: "11506-4"))
    enum CodingKeys: Int, FieldKey { case words = 1 }
    @Sealed var words: ClinicalText? = nil
}

private struct Usurper: GeneralRecordContent {
    static let template = SOAPNote.template
    enum CodingKeys: Int, FieldKey { case words = 1 }
    @Sealed var words: ClinicalText? = nil
}

@Suite("The template registry")
struct TemplateRegistryTests {
    private static let refusals: [(any NoteContent.Type, ModelError)] = [
        (Unwrapped.self, ModelError(.unwrappedProperty, property: "remark")),
        (UnwrappedOptional.self, ModelError(.unwrappedProperty, property: "remark")),
        (UnwrappedAndUncoded.self, ModelError(.unwrappedProperty, property: "remark")),
        (Undeclared.self, ModelError(.undeclaredProperty, property: "remark")),
        (Unnumbered.self, ModelError(.missingFieldNumber, property: "words")),
        (Zero.self, ModelError(.fieldNumberOutOfRange, property: "words")),
        (TooHigh.self, ModelError(.fieldNumberOutOfRange, property: "words")),
        (Duplicate.self, ModelError(.duplicateFieldNumber, property: "remark")),
        (ForeignWrapper.self, ModelError(.foreignField, property: "medications")),
        (SmuggledSection.self, ModelError(.excludedItem, property: "medications")),
        (ClaimedContent.self, ModelError(.excludedItem, property: "dose")),
        (OtherCompartment.self, ModelError(.foreignCompartment, property: "other-compartment")),
        (NoCompartment.self, ModelError(.foreignCompartment, property: "no-compartment")),
        (Empty.self, ModelError(.noFields, property: "empty")),
        (BadName.self, ModelError(.invalidTemplateName)),
        (BadVersion.self, ModelError(.invalidTemplateName)),
        (BadKind.self, ModelError(.invalidKind, property: "bad-kind")),
        (Usurper.self, ModelError(.templateConflict, property: "clinical-notes.soap")),
    ]

    @Test(
        "refuses what cannot be sealed, naming the property and never its value",
        arguments: 0..<refusals.count
    )
    func refuses(index: Int) {
        let (type, expected) = Self.refusals[index]
        var registry = TemplateRegistry.standard
        let before = registry.all.count
        let error = #expect(throws: ModelError.self) { try registry.register(type) }
        #expect(error == expected)
        #expect(error.map { "\($0)" }?.contains("canary") == false)
        #expect(registry.all.count == before)
    }

    @Test("is not the only guard: the coder refuses as well")
    func coderRefuses() {
        #expect(throws: ModelError(.unwrappedProperty, property: "remark")) {
            try FieldCoder.fields(of: Unwrapped())
        }
        #expect(throws: ModelError(.excludedItem, property: "medications")) {
            try FieldCoder.fields(of: SmuggledSection())
        }
        #expect(throws: ModelError(.foreignField, property: "medications")) {
            try FieldCoder.fields(of: ForeignWrapper())
        }
        #expect(throws: ModelError(.excludedItem, property: "dose")) {
            try FieldCoder.fields(of: ClaimedContent())
        }
        #expect(throws: ModelError(.foreignCompartment, property: "other-compartment")) {
            try FieldCoder.fields(of: OtherCompartment())
        }
    }

    @Test("holds the ready templates, each in its compartment")
    func standard() {
        let compartments = TemplateRegistry.standard.all.map { registered in
            (registered.template.name.replacing("clinical-notes.", with: ""), registered.compartment)
        }
        #expect(
            Dictionary(uniqueKeysWithValues: compartments) == [
                "birp": .general, "dap": .general, "free-text": .general, "girp": .general,
                "intake": .general, "session-summary": .general, "soap": .general,
                "psychotherapy": .psychotherapy, "psychotherapy-free-text": .psychotherapy,
                "substance-use-free-text": .substanceUse,
                "substance-use-counseling-free-text": .substanceUseCounseling,
                "sections": .general, "psychotherapy-sections": .psychotherapy,
                "substance-use-sections": .substanceUse,
                "substance-use-counseling-sections": .substanceUseCounseling,
            ]
        )
    }

    @Test("keeps the numbers of the ready templates, which are sealed with every field")
    func stableNumbers() throws {
        let summary = try #require(TemplateRegistry.standard["clinical-notes.session-summary", 1])
        #expect(
            summary.fields.map { "\($0.number) \($0.name) \($0.form.rawValue)" } == [
                "1 period structured", "2 modality structured", "3 frequency text", "4 diagnosis text",
                "5 functionalStatus text", "6 symptoms text", "7 progress text", "8 prognosis text",
                "9 plan text", "10 medications structured", "11 testResults structured",
            ]
        )
        let analysis = try #require(TemplateRegistry.standard["clinical-notes.psychotherapy", 1])
        #expect(
            analysis.fields.map { "\($0.number) \($0.name) \($0.form.rawValue)" } == [
                "1 impressions text", "2 hypotheses text", "3 processNotes text", "4 transference text",
                "5 countertransference text", "6 themes structured", "7 supervisionQuestions text",
            ]
        )
    }
}
