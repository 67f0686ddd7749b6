internal import ClinicalNotesModel

/// What one document comes to for one request: valid for it, or every defect.
struct DirectiveEvaluation {
    /// Valid for this compartment, holder, recipient and purpose; whose it is, is looked at apart.
    var valid = Truth.no
    var expired = Truth.no
    var endless = Truth.no
    var timeLimited = Truth.no
    var revoked = Truth.no
    var onlyOrallyRevoked = Truth.no
    var unsigned = Truth.no
    var elementMissing = Truth.no
    var statementMissing = Truth.no
    var conditioned = Truth.no
    var knownFalse = Truth.no
    var compound = Truth.no
    /// Combined with what is about psychotherapy notes, or the other way round.
    var compoundWithPsychotherapy = Truth.no
    var coversOther = Truth.no
    var recipientOther = Truth.no
    var purposeOther = Truth.no
    /// Good for the purpose because it states that the patient began it, and no purpose.
    var atRequest = Truth.no
    var discloserOther = Truth.no
    var remunerationMissing = Truth.no
    /// Waits for somebody else to confirm it.
    var unconfirmed = Truth.no
    var signer: SignatureEvaluation

    /// Judges a document by the law of its kind: 45 CFR 164.508(b)(2), (c) or 42 CFR 2.31.
    init(
        _ directive: DirectiveFacts,
        kind: DirectiveKind,
        in request: borrowing AccessRequest,
        _ parentsKeptOut: Truth
    ) {
        let hipaa = kind == .hipaaAuthorization
        signer = SignatureEvaluation(directive, ofPart2: !hipaa, in: request, parentsKeptOut)
        judgeTime(directive, kind, request)
        unsigned = !(Truth(directive.signed) & Truth(directive.dated))
        elementMissing =
            elementMissing | directive.elementsMissing.satisfies { !$0.isEmpty } | unsigned
        statementMissing =
            request.jurisdiction.equals(.unitedStates) & directive.statementsMissing.satisfies { !$0.isEmpty }
        knownFalse = Truth(directive.knownFalse)
        unconfirmed = Truth(directive.unconfirmed)
        revoked = Truth(directive.revoked) | Truth(directive.revokedInWriting)
        judgeForm(directive, kind, request)
        judgeScope(directive, hipaa, request)
        let sound =
            !(expired | endless | elementMissing | statementMissing | conditioned | knownFalse | compound
            | coversOther | recipientOther | purposeOther | discloserOther | remunerationMissing)
            & signer.valid
        onlyOrallyRevoked = sound & Truth(directive.revoked) & !Truth(directive.revokedInWriting)
        valid = sound & !revoked & !unconfirmed
    }

    private mutating func judgeTime(
        _ directive: DirectiveFacts,
        _ kind: DirectiveKind,
        _ request: borrowing AccessRequest
    ) {
        guard case .known(let expires) = directive.expires else {
            expired = .unknown
            return
        }
        // An event that occurred ends it, whatever else it states.
        expired = Truth(directive.expirationEventOccurred)
        switch expires {
        case .before(let end):
            expired = expired | request.time.satisfies { $0 >= end }
            timeLimited = .yes
        case .event: timeLimited = .yes
        case .never:
            let forResearch =
                request.purpose.equals(.research) & directive.purposes.satisfies { $0 == [.research] }
            // Under Part 2 only a consent for treatment, payment and operations may be without an end.
            endless =
                switch kind {
                case .part2ConsentTPO: .no
                case .part2ConsentSpecific, .part2ConsentProceedings, .part2ConsentCounseling: .yes
                case .hipaaAuthorization, .consent506, .accessDirective: !forResearch
                }
        case .none: elementMissing = .yes
        }
    }

    private mutating func judgeForm(
        _ directive: DirectiveFacts,
        _ kind: DirectiveKind,
        _ request: borrowing AccessRequest
    ) {
        let with = directive.compoundWith
        let alone = with.satisfies(\.isEmpty)
        let forResearch = request.purpose.equals(.research)
        switch kind {
        case .hipaaAuthorization:
            let psychotherapy = directive.covers.satisfies { $0.contains(.psychotherapy) }
            let mixed = directive.covers.satisfies { $0.contains(.psychotherapy) && $0.count > 1 }
            let forPsychotherapy = alone | with.isOnly(.psychotherapyAuthorization)
            let forOthers =
                alone | (with.isOnly(.generalAuthorization) & !Truth(directive.conditioned))
                | (with.isOnly(.researchAuthorization) & forResearch)
            compound = mixed | (psychotherapy & !forPsychotherapy) | (!psychotherapy & !forOthers)
            compoundWithPsychotherapy =
                mixed | (!psychotherapy & with.satisfies { $0.contains(.psychotherapyAuthorization) })
            // Treatment that is part of research may depend on it, 45 CFR 164.508(b)(4)(i).
            conditioned = Truth(directive.conditioned) & !forResearch
            let paid = request.purpose.equals(.marketing) | request.purpose.equals(.sale)
            remunerationMissing = paid & !Truth(directive.remunerationStated)
        case .part2ConsentCounseling:
            let mixed = directive.covers.satisfies { $0.count > 1 }
            compound = mixed | !(alone | with.isOnly(.part2ConsentCounseling))
            conditioned = Truth(directive.conditioned)
        case .part2ConsentProceedings: compound = !alone
        case .part2ConsentTPO, .part2ConsentSpecific:
            let mixed = directive.covers.satisfies { $0.contains(.substanceUseCounseling) }
            compound = mixed | with.satisfies { $0.contains { $0 == .part2ConsentCounseling } }
        case .consent506, .accessDirective: break
        }
    }

    /// What suffices "at the request of the individual": 45 CFR 164.508(c)(1)(iv), 42 CFR 2.31(a)(5).
    private static let asked: [PurposeOfUse] = [.patientDirected, .patientRequest]

    private mutating func judgeScope(
        _ directive: DirectiveFacts,
        _ hipaa: Bool,
        _ request: borrowing AccessRequest
    ) {
        if case .known(let compartment) = request.note.compartment {
            coversOther =
                !directive.covers.satisfies {
                    $0.contains(compartment)
                        || (hipaa && compartment == .substanceUseCounseling && $0.contains(.psychotherapy))
                }
        } else {
            coversOther = .unknown
        }
        recipientOther = !request.isRecipient(directive.recipients)
        if case .known(let purpose) = request.purpose {
            let named = directive.purposes.satisfies { $0.contains(purpose) }
            if Self.asked.contains(purpose) {
                atRequest = !named & directive.purposes.satisfies { $0.contains(.atRequestOfIndividual) }
            }
            purposeOther = !(named | atRequest)
        } else {
            purposeOther = .unknown
        }
        if case .known(let holder) = request.note.organization {
            discloserOther = !directive.disclosers.satisfies { $0.contains(holder) }
        } else {
            discloserOther = .unknown
        }
    }
}

extension AccessRequest {
    /// Whether the principal is among those who may receive.
    func isRecipient(_ recipients: Fact<[Party]>) -> Truth {
        guard case .known(let recipients) = recipients else { return .unknown }
        var found = Truth.no
        for recipient in recipients {
            switch recipient {
            case .role(let role): found = found | principal.role.equals(role)
            case .principal(let id): found = found | principal.id.equals(id)
            case .organization(let id): found = found | isOf(id)
            }
        }
        return found
    }

    private func isOf(_ organization: OrganizationID) -> Truth {
        guard case .known(let own) = principal.organization else { return .unknown }
        return Truth(own == organization)
    }

    /// Whether the patient directed a copy to the principal, 45 CFR 164.524(c)(3)(ii).
    ///
    /// - Parameter parentsKeptOut: Whether the host keeps the parent out.
    /// - Returns: Whether a direction that holds names the principal.
    func directedCopy(_ parentsKeptOut: Truth) -> Truth {
        guard case .known(let directives) = directives else { return .unknown }
        var found = Truth.no
        guard case .known(.some(let patient)) = patient else {
            return patient == .unknown && !directives.isEmpty ? .unknown : .no
        }
        for directive in directives {
            let kind = directive.kind.equals(.accessDirective)
            guard kind.mayHold else { continue }
            let judged = DirectiveEvaluation(directive, kind: .accessDirective, in: self, parentsKeptOut)
            let whose = directive.subjects.includes(patient.id)
            // In writing, with recipient and place: 45 CFR 164.524(c)(3)(ii).
            let isComplete = directive.elementsMissing.satisfies(\.isEmpty)
            let signed =
                isComplete & Truth(directive.signed)
                & SignatureEvaluation(directive, ofPart2: false, in: self, parentsKeptOut).valid
            found =
                found
                | (kind & whose & signed & !judged.coversOther & !judged.recipientOther
                    & !judged.purposeOther & !judged.revoked & !judged.expired & !judged.unconfirmed)
        }
        return found
    }
}

extension Fact where Value == Set<CompoundDocument> {
    /// Whether the form is combined with this document and no other.
    func isOnly(_ document: CompoundDocument) -> Truth {
        satisfies { $0.count == 1 && $0.first == document }
    }
}
