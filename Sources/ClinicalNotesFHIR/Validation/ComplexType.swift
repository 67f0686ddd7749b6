/// A type of object that is checked element by element.
enum ComplexType: String, Sendable, CaseIterable {
    // Resources.
    case bundle = "Bundle"
    case documentReference = "DocumentReference"
    case patient = "Patient"
    case practitioner = "Practitioner"
    case practitionerRole = "PractitionerRole"
    case group = "Group"
    case diagnosticReport = "DiagnosticReport"
    case composition = "Composition"
    case observation = "Observation"
    case serviceRequest = "ServiceRequest"
    case binary = "Binary"

    // Parts of resources.
    case bundleLink, bundleEntry, bundleSearch, bundleRequest, bundleResponse
    case documentRelation, documentContent, documentContext
    case patientContact, patientCommunication, patientLink
    case qualification, availableTime, notAvailable
    case groupCharacteristic, groupMember
    case reportMedia
    case compositionAttester, compositionRelation, compositionEvent, compositionSection
    case observationRange, observationComponent

    // Data types.
    case meta, narrative, extensionType, identifier, coding, codeableConcept, reference, period
    case attachment, humanName, contactPoint, address, signature, quantity, range, annotation

    /// Whether the object is a resource, which has the elements of a resource.
    var isResource: Bool {
        switch self {
        case .bundle, .documentReference, .patient, .practitioner, .practitionerRole, .group,
            .diagnosticReport,
            .composition, .observation, .serviceRequest, .binary:
            true
        default: false
        }
    }

    /// Whether the resource is read as a note, if it has words.
    var isNote: Bool {
        switch self {
        case .documentReference, .composition, .diagnosticReport, .observation, .serviceRequest: true
        default: false
        }
    }

    /// Whether the object may carry a modifier extension, which nobody may overlook.
    var isDataType: Bool {
        switch self {
        case .meta, .narrative, .extensionType, .identifier, .coding, .codeableConcept, .reference, .period,
            .attachment, .humanName, .contactPoint, .address, .signature, .quantity, .range, .annotation:
            true
        default: false
        }
    }
}
