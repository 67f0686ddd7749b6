internal import ClinicalNotesModel

/// Whether the right person signed a directive.
struct SignatureJudgement {
    var valid = Truth.unknown
    var authorityMissing = Truth.no
    var wrong = Truth.no
    var minorMustSign = Truth.no
    var bothMustSign = Truth.no

    /// Judges the signature of a directive, 45 CFR 164.508(c)(1)(vi) and 42 CFR 2.14, 2.15.
    init(_ directive: DirectiveFacts, ofPart2: Bool, in request: borrowing AccessRequest) {
        let described = Truth(directive.signerAuthorityDescribed)
        guard case .known(let signer) = directive.signedBy else { return }
        if signer == .parent && !ofPart2 || signer == .personalRepresentative {
            authorityMissing = !described
        }
        guard case .known(.some(let patient)) = request.patient,
            directive.subjects.includes(patient.id).mayHold
        else {
            judgeAnother(signer, described, patientKnown: request.patient != .unknown)
            return
        }
        let minor = MinorStanding(patient)
        if ofPart2 {
            judge(signer, minor, described, ofPart2: patient.alive)
        } else {
            judge(signer, minor, described, alive: Truth(patient.alive))
        }
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

    private mutating func judge(
        _ signer: DirectiveSigner,
        _ minor: MinorStanding,
        _ described: Truth,
        alive: Truth
    ) {
        let acts = minor.adult | minor.acts
        switch signer {
        case .patient, .minor:
            valid = acts
            wrong = !acts
        case .parent:
            valid = described & !acts
            wrong = acts
        case .minorAndParent: valid = !minor.adult
        case .personalRepresentative:
            let inPlace = minor.adult | !alive | !minor.acts
            valid = described & inPlace
            wrong = !inPlace
        }
    }

    /// 42 CFR 2.14: where a minor may consent alone only the minor signs; otherwise both do.
    private mutating func judge(
        _ signer: DirectiveSigner,
        _ minor: MinorStanding,
        _ described: Truth,
        ofPart2 alive: Fact<Bool>
    ) {
        let alone = minor.consentsAloneUnderPart2
        let both = !minor.adult & !alone
        switch signer {
        case .patient, .minor:
            valid = minor.adult | alone
            bothMustSign = both
        case .parent:
            valid = .no
            wrong = minor.adult
            minorMustSign = alone
            bothMustSign = both
        case .minorAndParent:
            valid = both
            minorMustSign = alone
        case .personalRepresentative:
            let inPlace = minor.adult | !Truth(alive)
            valid = described & inPlace
            minorMustSign = alone & Truth(alive)
            bothMustSign = both & Truth(alive)
        }
    }
}
