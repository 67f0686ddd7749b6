/// The named yes-or-no facts of a decision, computed from the request.
package enum Flag: UInt8, CaseIterable {
    // Who asks.
    case verified, inHouse, isAuthor, careTeam, coveredEntity, part2Personnel, ownTrainingProgram
    // In whose place: standing of 45 CFR 164.502(g) and 164.524.
    case asksForSelf, emancipated, adultRepresentative, executor, parentInPlace, standing, patientIsSubject
    case claimsToRepresent, abuseElection, parentRefused, parentGrantedByDecision, parentDeniedByDecision
    case parentGrantedByStateLaw, parentRefusedByStateLaw, minorConsentedAlone, courtConsented
    case parentAgreedToConfidentiality, statePermitsParent, minorDoesNotAct, parentOfAdult, directiveToSend
    case minorAskedForParent, professionalRefusesParent, minorMayConsentAlone, stateKeepsParentOut, childAsks
    // The note.
    case mislabeled, draftClosed, protectedFromPatient, outsideTheRight, compiledForProceeding,
        severalSubjects, segmentable, wrongPatient, authorUnavailable
    case createdElsewhere, alsoPsychotherapy, released, openedByOriginator, opennessSetByOther
    case releasedBeyondFields
    // The patient.
    case deceased, inmate
    // Holds on the patient's access.
    case anyHold, holdDenies, holdDeniesReviewable, holdOnPart, holdOnPartReviewable, holdUpheld
    case holdWithoutRelationship, holdForSafety, holdForOther, holdAgainstRepresentative, holdForSource
    case holdForCustody, holdForResearch, holdForDistress, holdForSeriousHarm, holdExpired, holdReversed,
        holdNoGround
    case holdForSegmentation, holdForPatientsRequest
    // Channel.
    case channelMatches, channelWrong
    // Restrictions.
    case paidInFullBlocks, paidInFullEndedByHolder, agreedBlocks, agreedEndedLater, agreedPresent
    case requestedOnly, restrictionEndedByPatient, restrictionEndedBefore
    // Directives, each judged alone and joined.
    case authorized, authorizedByAll, coSubjectsAuthorized, consented, consentedByAll, counselingConsented
    case counselingConsentedByAll, consentForTPO, consentForProceedings, agreed, agreedByAll
    case expiryLimits, compoundSamePsychotherapy, signedByRepresentative, signedByMinor, signedByExecutor
    case remunerationStated, signedByParent, signedByBoth, endlessForResearch, compoundGeneral
    case compoundResearch, conditionedForResearch, compoundCounseling, signedInPlace, consentSpecific,
        statedAtRequest
    // What is wrong with directives that were shown.
    case generalConsentShown, otherKindShown, expired, revoked, onlyOrallyRevoked, unsigned, elementMissing
    case statementMissing, conditioned, knownFalse, compound, compoundWithPsychotherapy, authorityMissing,
        wrongSigner, minorMustSign
    case bothMustSign, coversOther, recipientOther, purposeOther, subjectOther, remunerationMissing
    case endlessExpiry, psychotherapyAuthorizationShown, otherDiscloser, unconfirmed, consentOnlyForTPO
    // The paper that an action is about.
    case paperBenefits, paperFiledBySelf
    // Law and process.
    case expresslyCovers, mandatory, threePartTest, againstPatient, orderNoncriminal, orderAgainstPatient
    case confidentialFinding, withSubpoena, courtProcessShown, legalShown
    // Circumstances that are declared.
    case threatShown, threatSeriousAndImminent, threatInGoodFaith, threatRecipientCanPrevent
    case treatmentNeeded, consentUnobtainable, reasonRecorded
    case waived, limitedDataSetAgreed, limitedDataSetNotAgreed, part2ResearchConditions
    // Part 2 holders.
    case fromProgram, underPrivacyRule, lawfulHolder
    // House rules of the host.
    case houseDenies, houseOpensForPatient, houseClosesForPatient, houseOpensForParent, houseClosesForParent
    case houseClosesPortal
    // What was decided, set before duties and reasons are looked at.
    case permitted
}

extension Flag {
    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })

    /// The flag of an axis, if it is one.
    static func named(_ axis: Axis) -> Flag? { byName[axis.description] }

    /// Whether the fact is what the host's own rules say.
    var isSaidByHouseRules: Bool {
        switch self {
        case .houseDenies, .houseOpensForPatient, .houseClosesForPatient, .houseOpensForParent,
            .houseClosesForParent, .houseClosesPortal:
            true
        default: false
        }
    }
}
