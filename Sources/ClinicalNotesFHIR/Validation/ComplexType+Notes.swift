/// The resources that hold notes besides the document reference.
extension ComplexType {
    /// Of values that are not read, any shape will do.
    private static let values: [String: ElementDefinition] = [
        "valueQuantity": .optional(.complex(.quantity)), "valueCodeableConcept": .optional(.concept),
        "valueString": .optional(.string), "valueBoolean": .optional(.boolean),
        "valueInteger": .optional(.integer), "valueRange": .optional(.complex(.range)),
        "valueRatio": .optional(.open), "valueSampledData": .optional(.open), "valueTime": .optional(.string),
        "valueDateTime": .optional(.dateTime), "valuePeriod": .optional(.complex(.period)),
        "dataAbsentReason": .optional(.concept), "interpretation": .many(.concept),
        "referenceRange": .many(.complex(.observationRange)),
    ]

    var findingElements: [String: ElementDefinition] {
        switch self {
        case .diagnosticReport:
            [
                "identifier": .many(.complex(.identifier)), "basedOn": .many(.reference),
                "status": .required(.code(ValueSets.reportStatus)), "category": .many(.concept),
                "code": .required(.concept), "subject": .optional(.reference),
                "encounter": .optional(.reference),
                "effectiveDateTime": .optional(.dateTime), "effectivePeriod": .optional(.complex(.period)),
                "issued": .optional(.instant), "performer": .many(.reference),
                "resultsInterpreter": .many(.reference), "specimen": .many(.reference),
                "result": .many(.reference), "imagingStudy": .many(.reference),
                "media": .many(.complex(.reportMedia)), "conclusion": .optional(.string),
                "conclusionCode": .many(.concept), "presentedForm": .many(.complex(.attachment)),
            ]
        case .reportMedia: ["comment": .optional(.string), "link": .required(.reference)]
        case .observation:
            [
                "identifier": .many(.complex(.identifier)), "basedOn": .many(.reference),
                "partOf": .many(.reference), "status": .required(.code(ValueSets.observationStatus)),
                "category": .many(.concept), "code": .required(.concept), "subject": .optional(.reference),
                "focus": .many(.reference), "encounter": .optional(.reference),
                "effectiveDateTime": .optional(.dateTime), "effectivePeriod": .optional(.complex(.period)),
                "effectiveTiming": .optional(.open), "effectiveInstant": .optional(.instant),
                "issued": .optional(.instant), "performer": .many(.reference),
                "note": .many(.complex(.annotation)), "bodySite": .optional(.concept),
                "method": .optional(.concept), "specimen": .optional(.reference),
                "device": .optional(.reference),
                "hasMember": .many(.reference), "derivedFrom": .many(.reference),
                "component": .many(.complex(.observationComponent)),
            ]
            .merging(ComplexType.values) { own, _ in own }
        case .observationComponent:
            ["code": .required(.concept)].merging(ComplexType.values) { own, _ in own }
        default:
            [
                "low": .optional(.complex(.quantity)), "high": .optional(.complex(.quantity)),
                "type": .optional(.concept), "appliesTo": .many(.concept), "age": .optional(.complex(.range)),
                "text": .optional(.string),
            ]
        }
    }

    var otherElements: [String: ElementDefinition] {
        switch self {
        case .composition:
            [
                "identifier": .optional(.complex(.identifier)),
                "status": .required(.code(ValueSets.compositionStatus)), "type": .required(.concept),
                "category": .many(.concept), "subject": .optional(.reference),
                "encounter": .optional(.reference),
                "date": .required(.dateTime), "author": .some(.reference), "title": .required(.string),
                "confidentiality": .optional(.anyCode), "attester": .many(.complex(.compositionAttester)),
                "custodian": .optional(.reference), "relatesTo": .many(.complex(.compositionRelation)),
                "event": .many(.complex(.compositionEvent)), "section": .many(.complex(.compositionSection)),
            ]
        case .compositionAttester:
            [
                "mode": .required(.code(ValueSets.attestationMode)), "time": .optional(.dateTime),
                "party": .optional(.reference),
            ]
        case .compositionRelation:
            [
                "code": .required(.code(ValueSets.relationship)),
                "targetIdentifier": .optional(.complex(.identifier)),
                "targetReference": .optional(.reference),
            ]
        case .compositionEvent:
            ["code": .many(.concept), "period": .optional(.complex(.period)), "detail": .many(.reference)]
        case .compositionSection:
            [
                "title": .optional(.string), "code": .optional(.concept), "author": .many(.reference),
                "focus": .optional(.reference), "text": .optional(.complex(.narrative)),
                "mode": .optional(.anyCode), "orderedBy": .optional(.concept), "entry": .many(.reference),
                "emptyReason": .optional(.concept), "section": .many(.complex(.compositionSection)),
            ]
        case .binary:
            [
                "contentType": .required(.anyCode), "securityContext": .optional(.reference),
                "data": .optional(.data),
            ]
        default: requestElements
        }
    }

    private var requestElements: [String: ElementDefinition] {
        [
            "identifier": .many(.complex(.identifier)), "instantiatesCanonical": .many(.uri),
            "instantiatesUri": .many(.uri), "basedOn": .many(.reference), "replaces": .many(.reference),
            "requisition": .optional(.complex(.identifier)),
            "status": .required(.code(ValueSets.requestStatus)),
            "intent": .required(.code(ValueSets.requestIntent)), "category": .many(.concept),
            "priority": .optional(.anyCode), "doNotPerform": .optional(.boolean), "code": .optional(.concept),
            "orderDetail": .many(.concept), "quantityQuantity": .optional(.complex(.quantity)),
            "quantityRatio": .optional(.open), "quantityRange": .optional(.complex(.range)),
            "subject": .required(.reference), "encounter": .optional(.reference),
            "occurrenceDateTime": .optional(.dateTime), "occurrencePeriod": .optional(.complex(.period)),
            "occurrenceTiming": .optional(.open), "asNeededBoolean": .optional(.boolean),
            "asNeededCodeableConcept": .optional(.concept), "authoredOn": .optional(.dateTime),
            "requester": .optional(.reference), "performerType": .optional(.concept),
            "performer": .many(.reference), "locationCode": .many(.concept),
            "locationReference": .many(.reference),
            "reasonCode": .many(.concept), "reasonReference": .many(.reference),
            "insurance": .many(.reference),
            "supportingInfo": .many(.reference), "specimen": .many(.reference), "bodySite": .many(.concept),
            "note": .many(.complex(.annotation)), "patientInstruction": .optional(.string),
            "relevantHistory": .many(.reference),
        ]
    }
}
