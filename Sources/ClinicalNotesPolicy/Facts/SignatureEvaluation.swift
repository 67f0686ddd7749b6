internal import ClinicalNotesModel

/// Whether the right person signed a directive.
struct SignatureEvaluation {
    var valid = Truth.unknown
    var authorityMissing = Truth.no
    var wrong = Truth.no
    var minorMustSign = Truth.no
    var bothMustSign = Truth.no

    /// Judges the signature of a directive, 45 CFR 164.508(c)(1)(vi) and 42 CFR 2.14, 2.15.
    ///
    /// - Parameters:
    ///   - directive: The directive.
    ///   - ofPart2: Whether Part 2 says who signs.
    ///   - request: What is asked.
    ///   - parentsKeptOut: Whether the host keeps the parent out: then the parent's signature lets nobody in.
    init(
        _ directive: DirectiveFacts,
        ofPart2: Bool,
        in request: borrowing AccessRequest,
        _ parentsKeptOut: Truth
    ) {
        let described = Truth(directive.signerAuthorityDescribed)
        guard case .known(let signer) = directive.signedBy else { return }
        if signer == .parent && !ofPart2 || signer == .personalRepresentative {
            authorityMissing = !described
        }
        guard case .known(.some(let patient)) = request.patient else {
            judgeAnother(signer, described, patientKnown: request.patient != .unknown)
            return
        }
        let isSubject = directive.subjects.includes(patient.id)
        guard isSubject.mayHold else {
            judgeAnother(signer, described, patientKnown: true)
            return
        }
        let minor = MinorStanding(patient)
        if ofPart2 {
            evaluate(signer, minor, described, ofPart2: patient.alive)
        } else {
            let acts = minor.adult | minor.acts | request.presumesUnderstanding(of: patient)
            evaluate(signer, minor, described, acts: acts, alive: Truth(patient.alive))
            if signer == .minorAndParent { authorityMissing = !described & !acts }
        }
        if signer != .patient && signer != .minor {
            let kept = signer == .minorAndParent ? .no : parentsKeptOut & !minor.adult
            // Whom the holder does not treat as representative, (g)(5), represents nobody by a signature either.
            let role = request.principal.role
            let elected =
                signer == .minorAndParent
                ? .no
                : Truth(request.principal.abuseSuspected)
                    & (role.equals(.parent) | role.equals(.personalRepresentative))
            valid = valid & !kept & !elected
            wrong = wrong | kept | elected
        }
        if isSubject == .unknown {
            var another = SignatureEvaluation()
            another.judgeAnother(signer, described, patientKnown: true)
            join(another)
        }
    }

    private init() {}

    /// What holds by either judgment is unknown where they differ.
    private mutating func join(_ other: SignatureEvaluation) {
        func joined(_ one: Truth, _ two: Truth) -> Truth { one == two ? one : .unknown }
        valid = joined(valid, other.valid)
        wrong = joined(wrong, other.wrong)
        minorMustSign = joined(minorMustSign, other.minorMustSign)
        bothMustSign = joined(bothMustSign, other.bothMustSign)
        authorityMissing = joined(authorityMissing, other.authorityMissing)
    }

    /// The signature of a subject of whom nothing else is known: whether a minor, is not.
    private mutating func judgeAnother(_ signer: DirectiveSigner, _ described: Truth, patientKnown: Bool) {
        guard patientKnown else { return }
        switch signer {
        case .patient: valid = .yes
        case .personalRepresentative: valid = described
        case .minor, .parent, .minorAndParent: valid = .unknown
        }
    }

    private mutating func evaluate(
        _ signer: DirectiveSigner,
        _ minor: MinorStanding,
        _ described: Truth,
        acts: Truth,
        alive: Truth
    ) {
        switch signer {
        case .patient:
            valid = acts
            wrong = !acts
        case .minor:
            valid = acts & minor.underAge
            wrong = !valid
        case .parent:
            valid = described & !acts
            wrong = acts
        case .minorAndParent:
            // The parent's authority counts where the minor's signature alone does not.
            valid = !minor.adult & (acts | described)
            wrong = minor.adult
        case .personalRepresentative:
            let inPlace = minor.adult | !alive | !acts
            valid = described & inPlace
            wrong = !inPlace
        }
    }

    /// 42 CFR 2.14: where a minor may consent alone only the minor signs; otherwise both do.
    private mutating func evaluate(
        _ signer: DirectiveSigner,
        _ minor: MinorStanding,
        _ described: Truth,
        ofPart2 alive: Fact<Bool>
    ) {
        let alone = minor.consentsAloneUnderPart2
        let both = !minor.adult & !alone
        switch signer {
        case .patient:
            valid = minor.adult | alone
            bothMustSign = both
        case .minor:
            valid = (minor.adult | alone) & minor.underAge
            wrong = !minor.underAge
            bothMustSign = both
        case .parent:
            valid = .no
            wrong = minor.adult
            minorMustSign = alone
            bothMustSign = both
        case .minorAndParent:
            valid = both
            wrong = minor.adult
            minorMustSign = alone
        case .personalRepresentative:
            let inPlace = minor.adult | !Truth(alive)
            valid = described & inPlace
            minorMustSign = alone & Truth(alive)
            bothMustSign = both & Truth(alive)
        }
    }
}
