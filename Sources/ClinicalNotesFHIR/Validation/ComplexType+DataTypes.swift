extension ComplexType {
    /// The elements of a data type, without the inherited ones.
    var dataTypeElements: [String: ElementDefinition] {
        switch self {
        case .meta:
            [
                "versionId": .optional(.id), "lastUpdated": .optional(.instant), "source": .optional(.uri),
                "profile": .many(.uri), "security": .many(.complex(.coding)), "tag": .many(.complex(.coding)),
            ]
        case .narrative: ["status": .required(.code(ValueSets.narrativeStatus)), "div": .required(.xhtml)]
        case .identifier:
            [
                "use": .optional(.code(ValueSets.identifierUse)),
                "type": .optional(.complex(.codeableConcept)),
                "system": .optional(.uri), "value": .optional(.string),
                "period": .optional(.complex(.period)),
                "assigner": .optional(.complex(.reference)),
            ]
        case .coding:
            [
                "system": .optional(.uri), "version": .optional(.string), "code": .optional(.anyCode),
                "display": .optional(.string), "userSelected": .optional(.boolean),
            ]
        case .codeableConcept: ["coding": .many(.complex(.coding)), "text": .optional(.string)]
        case .reference:
            [
                "reference": .optional(.string), "type": .optional(.uri),
                "identifier": .optional(.complex(.identifier)), "display": .optional(.string),
            ]
        case .period: ["start": .optional(.dateTime), "end": .optional(.dateTime)]
        case .attachment:
            [
                "contentType": .optional(.anyCode), "language": .optional(.anyCode),
                "data": .optional(.data),
                "url": .optional(.url), "size": .optional(.integer), "hash": .optional(.base64),
                "title": .optional(.string), "creation": .optional(.dateTime),
            ]
        case .quantity:
            [
                "value": .optional(.decimal), "comparator": .optional(.anyCode), "unit": .optional(.string),
                "system": .optional(.uri), "code": .optional(.anyCode),
            ]
        case .annotation:
            [
                "authorReference": .optional(.reference), "authorString": .optional(.string),
                "time": .optional(.dateTime), "text": .required(.string),
            ]
        case .range: ["low": .optional(.complex(.quantity)), "high": .optional(.complex(.quantity))]
        case .signature:
            [
                "type": .some(.complex(.coding)), "when": .required(.instant),
                "who": .required(.complex(.reference)), "onBehalfOf": .optional(.complex(.reference)),
                "targetFormat": .optional(.anyCode), "sigFormat": .optional(.anyCode),
                "data": .optional(.base64),
            ]
        default: contactElements
        }
    }

    private var contactElements: [String: ElementDefinition] {
        switch self {
        case .humanName:
            [
                "use": .optional(.code(ValueSets.nameUse)), "text": .optional(.string),
                "family": .optional(.string), "given": .many(.string), "prefix": .many(.string),
                "suffix": .many(.string), "period": .optional(.complex(.period)),
            ]
        case .contactPoint:
            [
                "system": .optional(.code(ValueSets.contactSystem)), "value": .optional(.string),
                "use": .optional(.code(ValueSets.contactUse)), "rank": .optional(.integer),
                "period": .optional(.complex(.period)),
            ]
        case .address:
            [
                "use": .optional(.code(ValueSets.addressUse)),
                "type": .optional(.code(ValueSets.addressType)),
                "text": .optional(.string), "line": .many(.string), "city": .optional(.string),
                "district": .optional(.string), "state": .optional(.string), "postalCode": .optional(.string),
                "country": .optional(.string), "period": .optional(.complex(.period)),
            ]
        // An extension has one value of any type, checked by name in ``ResourceCheck``.
        case .extensionType: ["url": .required(.uri)]
        default: [:]
        }
    }
}
