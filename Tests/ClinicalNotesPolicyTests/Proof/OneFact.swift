import ClinicalNotesModel

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

/// What there is to forget in a request, each fact by itself; of lists that of the first one.
enum OneFact {
    static let all: [(name: String, forget: @Sendable (inout AccessRequest) -> Void)] = [
        ("time", { $0.time = .unknown }),
        ("jurisdiction", { $0.jurisdiction = .unknown }),
        ("action", { $0.action = .unknown }),
        ("purpose", { $0.purpose = .unknown }),
        ("patient", { $0.patient = .unknown }),
        ("directives", { $0.directives = .unknown }),
        ("legal", { $0.legal = .unknown }),
        ("threat", { $0.threat = .unknown }),
        ("emergency", { $0.emergency = .unknown }),
        ("research", { $0.research = .unknown }),
        ("delivery", { $0.delivery = .unknown }),
        ("paper", { $0.paper = .unknown }),
        ("houseRules", { $0.houseRules = .unknown }),
        ("principal.id", { $0.principal.id = .unknown }),
        ("principal.role", { $0.principal.role = .unknown }),
        ("principal.organization", { $0.principal.organization = .unknown }),
        ("principal.careTeam", { $0.principal.careTeam = .unknown }),
        ("principal.trainingProgram", { $0.principal.trainingProgram = .unknown }),
        ("principal.part2Program", { $0.principal.part2Program = .unknown }),
        ("principal.coveredEntity", { $0.principal.coveredEntity = .unknown }),
        ("principal.verified", { $0.principal.verified = .unknown }),
        ("principal.represents", { $0.principal.represents = .unknown }),
        ("principal.abuseSuspected", { $0.principal.abuseSuspected = .unknown }),
        ("principal.hostRoles", { $0.principal.hostRoles = .unknown }),
        ("note.organization", { $0.note.organization = .unknown }),
        ("note.originators", { $0.note.originators = .unknown }),
        ("note.kind", { $0.note.kind = .unknown }),
        ("note.compartment", { $0.note.compartment = .unknown }),
        ("note.status", { $0.note.status = .unknown }),
        ("note.correctionalHolder", { $0.note.correctionalHolder = .unknown }),
        ("note.authorUnavailable", { $0.note.authorUnavailable = .unknown }),
        ("note.wrongPatient", { $0.note.wrongPatient = .unknown }),
        ("note.usedForDecisions", { $0.note.usedForDecisions = .unknown }),
        ("note.separated", { $0.note.separated = .unknown }),
        ("note.excludedContentOnly", { $0.note.excludedContentOnly = .unknown }),
        ("note.subjects", { $0.note.subjects = .unknown }),
        ("note.segmentable", { $0.note.segmentable = .unknown }),
        ("note.referencesOther", { $0.note.referencesOther = .unknown }),
        ("note.compiledForProceeding", { $0.note.compiledForProceeding = .unknown }),
        ("note.hipaaPsychotherapy", { $0.note.hipaaPsychotherapy = .unknown }),
        ("note.holder", { $0.note.holder = .unknown }),
        ("note.receivedUnder", { $0.note.receivedUnder = .unknown }),
        ("note.sharing", { $0.note.sharing = .unknown }),
        ("note.sharingSetBy", { $0.note.sharingSetBy = .unknown }),
        ("note.holds", { $0.note.holds = .unknown }),
        ("note.restrictions", { $0.note.restrictions = .unknown }),
        ("note.createdAt", { $0.note.createdAt = .unknown }),
        ("patient.id", { $0.patient.change { $0.id = .unknown } }),
        ("patient.age", { $0.patient.change { $0.age = .unknown } }),
        ("patient.emancipated", { $0.patient.change { $0.emancipated = .unknown } }),
        ("patient.alive", { $0.patient.change { $0.alive = .unknown } }),
        ("patient.inmate", { $0.patient.change { $0.inmate = .unknown } }),
        ("patient.familyPreference", { $0.patient.change { $0.familyPreference = .unknown } }),
        ("patient.minor", { $0.patient.change { $0.minor = .unknown } }),
        ("legal.instrument", { $0.legal.change { $0.instrument = .unknown } }),
        ("legal.expresslyCovers", { $0.legal.change { $0.expresslyCovers = .unknown } }),
        ("legal.mandatory", { $0.legal.change { $0.mandatory = .unknown } }),
        ("legal.assurance", { $0.legal.change { $0.assurance = .unknown } }),
        ("legal.threePartTest", { $0.legal.change { $0.threePartTest = .unknown } }),
        ("legal.againstPatient", { $0.legal.change { $0.againstPatient = .unknown } }),
        ("legal.broughtBy", { $0.legal.change { $0.broughtBy = .unknown } }),
        ("legal.oversightOf", { $0.legal.change { $0.oversightOf = .unknown } }),
        ("legal.part2Section", { $0.legal.change { $0.part2Section = .unknown } }),
        ("legal.part2ConfidentialFinding", { $0.legal.change { $0.part2ConfidentialFinding = .unknown } }),
        ("legal.part2WithSubpoena", { $0.legal.change { $0.part2WithSubpoena = .unknown } }),
        ("threat.serious", { $0.threat.change { $0.serious = .unknown } }),
        ("threat.imminent", { $0.threat.change { $0.imminent = .unknown } }),
        ("threat.goodFaith", { $0.threat.change { $0.goodFaith = .unknown } }),
        ("threat.recipientCanPrevent", { $0.threat.change { $0.recipientCanPrevent = .unknown } }),
        ("emergency.treatmentNeeded", { $0.emergency.change { $0.treatmentNeeded = .unknown } }),
        ("emergency.consentUnobtainable", { $0.emergency.change { $0.consentUnobtainable = .unknown } }),
        ("emergency.justified", { $0.emergency.change { $0.justified = .unknown } }),
        ("research.waiver", { $0.research.change { $0.waiver = .unknown } }),
        ("research.limitedDataSet", { $0.research.change { $0.limitedDataSet = .unknown } }),
        ("research.dataUseAgreement", { $0.research.change { $0.dataUseAgreement = .unknown } }),
        ("research.part2Conditions", { $0.research.change { $0.part2Conditions = .unknown } }),
        (
            "research.inProgressAccessSuspended",
            { $0.research.change { $0.inProgressAccessSuspended = .unknown } }
        ),
        (
            "delivery.matchesConfidentialRequest",
            { $0.delivery.change { $0.matchesConfidentialRequest = .unknown } }
        ),
        ("paper.kind", { $0.paper.change { $0.kind = .unknown } }),
        ("paper.benefits", { $0.paper.change { $0.benefits = .unknown } }),
        ("paper.filedBySelf", { $0.paper.change { $0.filedBySelf = .unknown } }),
        (
            "patient.minor.serviceConsent",
            { $0.patient.change { $0.minor.change { $0.serviceConsent = .unknown } } }
        ),
        (
            "patient.minor.confidentialityAgreement",
            { $0.patient.change { $0.minor.change { $0.confidentialityAgreement = .unknown } } }
        ),
        (
            "patient.minor.requestedParentAsRepresentative",
            { $0.patient.change { $0.minor.change { $0.requestedParentAsRepresentative = .unknown } } }
        ),
        (
            "patient.minor.stateParentAccess",
            { $0.patient.change { $0.minor.change { $0.stateParentAccess = .unknown } } }
        ),
        (
            "patient.minor.professionalDecision",
            { $0.patient.change { $0.minor.change { $0.professionalDecision = .unknown } } }
        ),
        (
            "patient.minor.stateParentalConsentForSubstanceUse",
            { $0.patient.change { $0.minor.change { $0.stateParentalConsentForSubstanceUse = .unknown } } }
        ),
        ("directives.kind", { $0.directives.changeFirst { $0.kind = .unknown } }),
        ("directives.covers", { $0.directives.changeFirst { $0.covers = .unknown } }),
        ("directives.compoundWith", { $0.directives.changeFirst { $0.compoundWith = .unknown } }),
        ("directives.disclosers", { $0.directives.changeFirst { $0.disclosers = .unknown } }),
        ("directives.recipients", { $0.directives.changeFirst { $0.recipients = .unknown } }),
        ("directives.purposes", { $0.directives.changeFirst { $0.purposes = .unknown } }),
        ("directives.subjects", { $0.directives.changeFirst { $0.subjects = .unknown } }),
        ("directives.signed", { $0.directives.changeFirst { $0.signed = .unknown } }),
        ("directives.dated", { $0.directives.changeFirst { $0.dated = .unknown } }),
        ("directives.signedBy", { $0.directives.changeFirst { $0.signedBy = .unknown } }),
        (
            "directives.signerAuthorityDescribed",
            { $0.directives.changeFirst { $0.signerAuthorityDescribed = .unknown } }
        ),
        ("directives.expires", { $0.directives.changeFirst { $0.expires = .unknown } }),
        (
            "directives.expirationEventOccurred",
            { $0.directives.changeFirst { $0.expirationEventOccurred = .unknown } }
        ),
        ("directives.elementsMissing", { $0.directives.changeFirst { $0.elementsMissing = .unknown } }),
        ("directives.statementsMissing", { $0.directives.changeFirst { $0.statementsMissing = .unknown } }),
        ("directives.revoked", { $0.directives.changeFirst { $0.revoked = .unknown } }),
        ("directives.revokedInWriting", { $0.directives.changeFirst { $0.revokedInWriting = .unknown } }),
        ("directives.conditioned", { $0.directives.changeFirst { $0.conditioned = .unknown } }),
        ("directives.knownFalse", { $0.directives.changeFirst { $0.knownFalse = .unknown } }),
        ("directives.remunerationStated", { $0.directives.changeFirst { $0.remunerationStated = .unknown } }),
        ("directives.unconfirmed", { $0.directives.changeFirst { $0.unconfirmed = .unknown } }),
        ("note.holds.scope", { $0.note.holds.changeFirst { $0.scope = .unknown } }),
        ("note.holds.ground", { $0.note.holds.changeFirst { $0.ground = .unknown } }),
        ("note.holds.determinedBy", { $0.note.holds.changeFirst { $0.determinedBy = .unknown } }),
        ("note.holds.individualized", { $0.note.holds.changeFirst { $0.individualized = .unknown } }),
        (
            "note.holds.treatingRelationship",
            { $0.note.holds.changeFirst { $0.treatingRelationship = .unknown } }
        ),
        ("note.holds.expires", { $0.note.holds.changeFirst { $0.expires = .unknown } }),
        ("note.holds.review", { $0.note.holds.changeFirst { $0.review = .unknown } }),
        ("note.restrictions.kind", { $0.note.restrictions.changeFirst { $0.kind = .unknown } }),
        ("note.restrictions.blocksRoles", { $0.note.restrictions.changeFirst { $0.blocksRoles = .unknown } }),
        (
            "note.restrictions.blocksPurposes",
            { $0.note.restrictions.changeFirst { $0.blocksPurposes = .unknown } }
        ),
        ("note.restrictions.termination", { $0.note.restrictions.changeFirst { $0.termination = .unknown } }),
        (
            "note.restrictions.terminatedAt",
            { $0.note.restrictions.changeFirst { $0.terminatedAt = .unknown } }
        ),
        (
            "note.releases.sharing",
            { if !$0.note.releases.isEmpty { $0.note.releases[0].sharing = .unknown } }
        ),
        ("note.releases.setBy", { if !$0.note.releases.isEmpty { $0.note.releases[0].setBy = .unknown } }),
    ]
}

extension Fact {
    fileprivate mutating func change<Wrapped>(_ body: (inout Wrapped) -> Void) where Value == Wrapped? {
        guard case .known(.some(var value)) = self else { return }
        body(&value)
        self = .known(value)
    }

    fileprivate mutating func changeFirst<Element>(_ body: (inout Element) -> Void) where Value == [Element] {
        guard case .known(var values) = self, !values.isEmpty else { return }
        body(&values[0])
        self = .known(values)
    }
}
