internal import ClinicalNotesModel

/// What one hold comes to.
struct HoldEvaluation {
    var inForce = Truth.no
    var reviewable = Truth.no
    var expired = Truth.no

    /// Judges a hold against the grounds of 45 CFR 164.524(a), or of the law of the United Kingdom.
    init(_ hold: HoldFacts, in request: borrowing AccessRequest) {
        guard case .known(let ground) = hold.ground else {
            inForce = .unknown
            reviewable = .unknown
            expired = .unknown
            return
        }
        if case .known(let end) = hold.expires {
            if let end { expired = request.time.satisfies { end <= $0 } }
        } else {
            expired = .unknown
        }
        let current = !expired & !hold.review.equals(.reversed)
        let judged = hold.determinedBy.equals(.licensedProfessional) & Truth(hold.individualized)
        let british = request.jurisdiction.equals(.unitedKingdom)
        let american = request.jurisdiction.equals(.unitedStates)
        switch ground {
        case .endangerLifeOrPhysicalSafety:
            inForce = american & current & judged
            reviewable = inForce
        case .substantialHarmToReferencedPerson:
            inForce = american & current & judged & request.note.referencesOther.equals(.nonProvider)
            reviewable = inForce
        case .substantialHarmByRepresentative:
            let role = request.principal.role
            inForce =
                american & current & judged & (role.equals(.personalRepresentative) | role.equals(.parent))
            reviewable = inForce
        case .confidentialSource:
            // Of this source, for this patient: a general rule is no ground, 45 CFR 164.524(a)(2)(v).
            inForce =
                american & current & Truth(hold.individualized) & !hold.determinedBy.equals(.systemPolicy)
                & !request.note.referencesOther.equals(.provider)
        case .correctionalSafety:
            inForce =
                american & current & Truth(hold.individualized) & !hold.determinedBy.equals(.systemPolicy)
                & request.patientIsInmate & request.action.equals(.export)
                & Truth(request.note.correctionalHolder)
        case .researchInProgress:
            inForce = american & current & request.accessSuspendedByResearch
        case .seriousHarmPhysicalOrMental:
            inForce = british & current & judged
        case .emotionalDistress, .clinicianPreference, .unpaidBill, .infeasibleSegmentation,
            .patientRequestNotToShare:
            break
        }
    }
}

extension FactWords {
    /// The patient-access holds, each judged alone.
    mutating func setHolds(of request: borrowing AccessRequest) {
        guard case .known(let holds) = request.note.holds else { return set(Self.holdFlags, .unknown) }
        guard !holds.isEmpty else { return set(Self.holdFlags, .no) }
        setAnyHolds(holds, request)
    }

    private static let holdFlags = FlagGroup([
        .anyHold, .holdDenies, .holdDeniesReviewable, .holdOnPart, .holdOnPartReviewable, .holdUpheld,
        .holdWithoutRelationship, .holdForSafety, .holdForOther, .holdAgainstRepresentative,
        .holdForSource, .holdForCustody, .holdForResearch, .holdForDistress, .holdForSeriousHarm,
        .holdExpired, .holdReversed, .holdNoGround, .holdForSegmentation, .holdForPatientsRequest,
    ])

    private mutating func setAnyHolds(_ holds: [HoldFacts], _ request: borrowing AccessRequest) {
        var denies = Truth.no
        var deniesReviewable = Truth.no
        var onPart = Truth.no
        var onPartReviewable = Truth.no
        var upheld = Truth.no
        var withoutRelationship = Truth.no
        var reversed = Truth.no
        var expired = Truth.no
        var noGround = Truth.no
        for hold in holds {
            let judged = HoldEvaluation(hold, in: request)
            let whole = hold.scope.equals(.note)
            let isUpheld = hold.review.equals(.upheld)
            denies = denies | (judged.inForce & whole)
            deniesReviewable = deniesReviewable | (judged.reviewable & whole & !isUpheld)
            onPart = onPart | (judged.inForce & !whole)
            onPartReviewable = onPartReviewable | (judged.reviewable & !whole & !isUpheld)
            upheld = upheld | (judged.inForce & isUpheld)
            withoutRelationship =
                withoutRelationship | (judged.reviewable & !Truth(hold.treatingRelationship))
            expired = expired | judged.expired
            reversed = reversed | hold.review.equals(.reversed)
            noGround = noGround | !judged.inForce
        }
        set(.anyHold, .yes)
        set(.holdDenies, denies)
        set(.holdDeniesReviewable, deniesReviewable)
        set(.holdOnPart, onPart)
        set(.holdOnPartReviewable, onPartReviewable)
        set(.holdUpheld, upheld)
        set(.holdWithoutRelationship, withoutRelationship)
        set(.holdExpired, expired)
        set(.holdReversed, reversed)
        set(.holdNoGround, noGround)
        setGround(.holdForSafety, .endangerLifeOrPhysicalSafety, holds)
        setGround(.holdForOther, .substantialHarmToReferencedPerson, holds)
        setGround(.holdForSource, .confidentialSource, holds)
        setGround(.holdForCustody, .correctionalSafety, holds)
        setGround(.holdForResearch, .researchInProgress, holds)
        setGround(.holdForDistress, .emotionalDistress, holds)
        setGround(.holdForSegmentation, .infeasibleSegmentation, holds)
        setGround(.holdForPatientsRequest, .patientRequestNotToShare, holds)
        setGround(.holdForSeriousHarm, .seriousHarmPhysicalOrMental, holds)
        let byRepresentative = Self.anyGround(.substantialHarmByRepresentative, holds)
        let forRepresentative =
            request.principal.role.equals(.personalRepresentative) | request.principal.role.equals(.parent)
        set(
            .holdAgainstRepresentative,
            byRepresentative | (Self.anyGround(.emotionalDistress, holds) & forRepresentative)
        )
    }

    private mutating func setGround(_ flag: Flag, _ ground: HoldGround, _ holds: [HoldFacts]) {
        set(flag, Self.anyGround(ground, holds))
    }

    private static func anyGround(_ ground: HoldGround, _ holds: [HoldFacts]) -> Truth {
        var found = Truth.no
        for hold in holds { found = found | hold.ground.equals(ground) }
        return found
    }
}

extension AccessRequest {
    /// Whether the patient is an inmate.
    var patientIsInmate: Truth {
        switch patient {
        case .known(.some(let patient)): Truth(patient.inmate)
        case .known(.none): .no
        case .unknown: .unknown
        }
    }

    /// Whether the patient agreed to wait for access while research lasts.
    var accessSuspendedByResearch: Truth {
        switch research {
        case .known(.some(let research)): Truth(research.inProgressAccessSuspended)
        case .known(.none): .no
        case .unknown: .unknown
        }
    }
}
