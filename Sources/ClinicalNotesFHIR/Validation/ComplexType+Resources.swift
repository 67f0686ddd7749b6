extension ComplexType {
    /// The elements of every checked type.
    ///
    /// A bundle's entries and an entry's resource are not among them: each entry is judged by itself.
    static let definitions: [ComplexType: [String: ElementDefinition]] = {
        var all = [ComplexType: [String: ElementDefinition]]()
        for type in allCases {
            var elements = type.ownElements
            elements["id"] = type.isResource ? .optional(.id) : .optional(.string)
            if type.isResource {
                elements["meta"] = .optional(.complex(.meta))
                elements["implicitRules"] = .optional(.uri)
                elements["language"] = .optional(.anyCode)
            }
            if type != .bundle { elements["extension"] = .many(.complex(.extensionType)) }
            // A binary is a resource, but no domain resource.
            if type == .binary { elements["extension"] = nil }
            if type.isResource && type != .bundle && type != .binary {
                elements["text"] = .optional(.complex(.narrative))
                elements["contained"] = .many(.open)
            }
            all[type] = elements
        }
        return all
    }()

    /// The names of the elements that must be there, in order.
    static let requiredNames: [ComplexType: [String]] = definitions.mapValues { elements in
        elements.filter { $0.value.minimum > 0 }.keys.sorted()
    }

    private var ownElements: [String: ElementDefinition] {
        switch self {
        case .bundle, .bundleLink, .bundleEntry, .bundleSearch, .bundleRequest, .bundleResponse:
            bundleElements
        case .documentReference, .documentRelation, .documentContent, .documentContext: documentElements
        case .patient, .patientContact, .patientCommunication, .patientLink: patientElements
        case .practitioner, .practitionerRole, .qualification, .availableTime, .notAvailable: staffElements
        case .group, .groupCharacteristic, .groupMember: groupElements
        case .diagnosticReport, .reportMedia, .observation, .observationRange, .observationComponent:
            findingElements
        case .composition, .compositionAttester, .compositionRelation, .compositionEvent, .compositionSection,
            .serviceRequest, .binary:
            otherElements
        default: dataTypeElements
        }
    }

    private var bundleElements: [String: ElementDefinition] {
        switch self {
        case .bundle:
            [
                "identifier": .optional(.complex(.identifier)),
                "type": .required(.code(ValueSets.bundleType)),
                "timestamp": .optional(.instant), "total": .optional(.integer),
                "link": .many(.complex(.bundleLink)), "signature": .optional(.complex(.signature)),
            ]
        case .bundleLink: ["relation": .required(.string), "url": .required(.uri)]
        case .bundleEntry:
            [
                "link": .many(.complex(.bundleLink)), "fullUrl": .optional(.uri),
                "search": .optional(.complex(.bundleSearch)), "request": .optional(.complex(.bundleRequest)),
                "response": .optional(.complex(.bundleResponse)),
            ]
        case .bundleSearch: ["mode": .optional(.code(ValueSets.searchMode)), "score": .optional(.decimal)]
        case .bundleRequest:
            [
                "method": .required(.code(ValueSets.method)), "url": .required(.uri),
                "ifNoneMatch": .optional(.string), "ifModifiedSince": .optional(.instant),
                "ifMatch": .optional(.string), "ifNoneExist": .optional(.string),
            ]
        default:
            [
                "status": .required(.string), "location": .optional(.uri), "etag": .optional(.string),
                "lastModified": .optional(.instant), "outcome": .optional(.open),
            ]
        }
    }

    private var documentElements: [String: ElementDefinition] {
        switch self {
        case .documentReference:
            [
                "masterIdentifier": .optional(.complex(.identifier)),
                "identifier": .many(.complex(.identifier)),
                "status": .required(.code(ValueSets.documentStatus)),
                "docStatus": .optional(.code(ValueSets.compositionStatus)),
                "type": .optional(.complex(.codeableConcept)), "category": .many(.complex(.codeableConcept)),
                "subject": .optional(.complex(.reference)), "date": .optional(.instant),
                "author": .many(.complex(.reference)), "authenticator": .optional(.complex(.reference)),
                "custodian": .optional(.complex(.reference)), "relatesTo": .many(.complex(.documentRelation)),
                "description": .optional(.string), "securityLabel": .many(.complex(.codeableConcept)),
                "content": .some(.complex(.documentContent)),
                "context": .optional(.complex(.documentContext)),
            ]
        case .documentRelation:
            ["code": .required(.code(ValueSets.relationship)), "target": .required(.complex(.reference))]
        case .documentContent:
            ["attachment": .required(.complex(.attachment)), "format": .optional(.complex(.coding))]
        default:
            [
                "encounter": .many(.complex(.reference)), "event": .many(.complex(.codeableConcept)),
                "period": .optional(.complex(.period)), "facilityType": .optional(.complex(.codeableConcept)),
                "practiceSetting": .optional(.complex(.codeableConcept)),
                "sourcePatientInfo": .optional(.complex(.reference)), "related": .many(.complex(.reference)),
            ]
        }
    }

    private var patientElements: [String: ElementDefinition] {
        switch self {
        case .patient:
            [
                "identifier": .many(.complex(.identifier)), "active": .optional(.boolean),
                "name": .many(.complex(.humanName)), "telecom": .many(.complex(.contactPoint)),
                "gender": .optional(.code(ValueSets.gender)), "birthDate": .optional(.date),
                "deceasedBoolean": .optional(.boolean), "deceasedDateTime": .optional(.dateTime),
                "address": .many(.complex(.address)), "maritalStatus": .optional(.complex(.codeableConcept)),
                "multipleBirthBoolean": .optional(.boolean), "multipleBirthInteger": .optional(.integer),
                "photo": .many(.complex(.attachment)), "contact": .many(.complex(.patientContact)),
                "communication": .many(.complex(.patientCommunication)),
                "generalPractitioner": .many(.complex(.reference)),
                "managingOrganization": .optional(.complex(.reference)),
                "link": .many(.complex(.patientLink)),
            ]
        case .patientContact:
            [
                "relationship": .many(.complex(.codeableConcept)), "name": .optional(.complex(.humanName)),
                "telecom": .many(.complex(.contactPoint)), "address": .optional(.complex(.address)),
                "gender": .optional(.code(ValueSets.gender)), "organization": .optional(.complex(.reference)),
                "period": .optional(.complex(.period)),
            ]
        case .patientCommunication:
            ["language": .required(.complex(.codeableConcept)), "preferred": .optional(.boolean)]
        default: ["other": .required(.complex(.reference)), "type": .required(.code(ValueSets.patientLink))]
        }
    }

    private var staffElements: [String: ElementDefinition] {
        switch self {
        case .practitioner:
            [
                "identifier": .many(.complex(.identifier)), "active": .optional(.boolean),
                "name": .many(.complex(.humanName)), "telecom": .many(.complex(.contactPoint)),
                "address": .many(.complex(.address)), "gender": .optional(.code(ValueSets.gender)),
                "birthDate": .optional(.date), "photo": .many(.complex(.attachment)),
                "qualification": .many(.complex(.qualification)),
                "communication": .many(.complex(.codeableConcept)),
            ]
        case .qualification:
            [
                "identifier": .many(.complex(.identifier)), "code": .required(.complex(.codeableConcept)),
                "period": .optional(.complex(.period)), "issuer": .optional(.complex(.reference)),
            ]
        case .practitionerRole:
            [
                "identifier": .many(.complex(.identifier)), "active": .optional(.boolean),
                "period": .optional(.complex(.period)), "practitioner": .optional(.complex(.reference)),
                "organization": .optional(.complex(.reference)), "code": .many(.complex(.codeableConcept)),
                "specialty": .many(.complex(.codeableConcept)), "location": .many(.complex(.reference)),
                "healthcareService": .many(.complex(.reference)), "telecom": .many(.complex(.contactPoint)),
                "availableTime": .many(.complex(.availableTime)),
                "notAvailable": .many(.complex(.notAvailable)),
                "availabilityExceptions": .optional(.string), "endpoint": .many(.complex(.reference)),
            ]
        case .availableTime:
            [
                "daysOfWeek": .many(.anyCode), "allDay": .optional(.boolean),
                "availableStartTime": .optional(.string), "availableEndTime": .optional(.string),
            ]
        default: ["description": .required(.string), "during": .optional(.complex(.period))]
        }
    }

    private var groupElements: [String: ElementDefinition] {
        switch self {
        case .group:
            [
                "identifier": .many(.complex(.identifier)), "active": .optional(.boolean),
                "type": .required(.code(ValueSets.groupType)), "actual": .required(.boolean),
                "code": .optional(.complex(.codeableConcept)), "name": .optional(.string),
                "quantity": .optional(.integer), "managingEntity": .optional(.complex(.reference)),
                "characteristic": .many(.complex(.groupCharacteristic)),
                "member": .many(.complex(.groupMember)),
            ]
        case .groupMember:
            [
                "entity": .required(.complex(.reference)), "period": .optional(.complex(.period)),
                "inactive": .optional(.boolean),
            ]
        default:
            [
                "code": .required(.complex(.codeableConcept)), "valueBoolean": .optional(.boolean),
                "valueCodeableConcept": .optional(.complex(.codeableConcept)),
                "valueQuantity": .optional(.complex(.quantity)), "valueRange": .optional(.complex(.range)),
                "valueReference": .optional(.complex(.reference)), "exclude": .required(.boolean),
                "period": .optional(.complex(.period)),
            ]
        }
    }
}
