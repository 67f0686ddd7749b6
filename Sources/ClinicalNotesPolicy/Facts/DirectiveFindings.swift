internal import ClinicalNotesModel

/// The joined results of all documents on record.
struct DirectiveFindings {
    private var authorization = DirectiveCoverage()
    private var consent = DirectiveCoverage()
    private var counseling = DirectiveCoverage()

    private static let joinedFlags: [Flag] = [
        .consentForTPO, .consentForProceedings, .expiryLimits, .compoundSamePsychotherapy,
        .signedByRepresentative, .signedByMinor, .signedByExecutor, .remunerationStated,
        .signedByParent, .signedByBoth, .endlessForResearch, .compoundGeneral, .compoundResearch,
        .conditionedForResearch, .compoundCounseling, .signedInPlace, .consentSpecific,
        .statedAtRequest, .generalConsentShown, .otherKindShown, .expired, .revoked, .onlyOrallyRevoked,
        .unsigned,
        .elementMissing, .statementMissing, .conditioned, .knownFalse, .compound,
        .compoundWithPsychotherapy, .authorityMissing, .wrongSigner, .minorMustSign, .bothMustSign,
        .coversOther, .recipientOther, .purposeOther,
        .subjectOther, .remunerationMissing, .endlessExpiry, .psychotherapyAuthorizationShown,
        .otherDiscloser, .unconfirmed, .consentOnlyForTPO,
    ]

    private static let coveredFlags: [Flag] = [
        .authorized, .authorizedByAll, .consented, .consentedByAll, .counselingConsented,
        .counselingConsentedByAll, .coSubjectsAuthorized,
    ]

    private static let joined = FlagGroup(joinedFlags)
    private static let covered = FlagGroup(coveredFlags)
    /// All that documents tell.
    static let documents = FlagGroup(joinedFlags + coveredFlags + [.agreed, .agreedByAll])

    private var findings = FlagFindings()
    private var isEmpty = true

    private mutating func join(_ flag: Flag, _ truth: Truth) {
        findings.join(flag, truth)
        isEmpty = false
    }

    /// Adds a document of which nothing is known: anything may follow from it.
    mutating func addUnknown() {
        authorization.may = .max
        consent.may = .max
        counseling.may = .max
        findings.join(Self.joined, .unknown)
        isEmpty = false
    }

    mutating func add(
        _ directive: DirectiveFacts,
        _ request: borrowing AccessRequest,
        _ parentsKeptOut: Truth
    ) {
        guard case .known(let kind) = directive.kind else { return addUnknown() }
        switch kind {
        case .consent506: return join(.generalConsentShown, .yes)
        case .accessDirective: return
        case .hipaaAuthorization, .part2ConsentTPO, .part2ConsentSpecific, .part2ConsentProceedings,
            .part2ConsentCounseling:
            break
        }
        let asked = Self.suits(kind, request)
        join(.otherKindShown, !asked)
        if kind == .hipaaAuthorization { join(.psychotherapyAuthorizationShown, !asked) }
        guard asked.mayHold else { return }
        let judged = DirectiveEvaluation(directive, kind: kind, in: request, parentsKeptOut)
        let valid = judged.valid & asked
        let (must, may) = Self.subjects(directive, request)
        switch kind {
        case .hipaaAuthorization: authorization.add(valid, must: must, may: may)
        case .part2ConsentCounseling: counseling.add(valid, must: must, may: may)
        default:
            let fits = Self.fits(kind, request.purpose)
            consent.add(valid & fits, must: must, may: may)
            join(.consentForTPO, valid & fits & Truth(kind == .part2ConsentTPO))
            join(.consentOnlyForTPO, !fits & Truth(kind == .part2ConsentTPO))
            if case .known(.some(let patient)) = request.patient {
                let ofPatient = directive.subjects.includes(patient.id)
                join(
                    .consentForProceedings,
                    valid & fits & ofPatient & Truth(kind == .part2ConsentProceedings)
                )
            } else {
                join(.consentForProceedings, .unknown & Truth(kind == .part2ConsentProceedings))
            }
            join(.consentSpecific, valid & fits & Truth(kind == .part2ConsentSpecific))
        }
        joinStrengths(directive, judged, valid, request)
        joinDefects(judged, subjectOther: Truth(may == 0))
    }

    /// Whether a kind of document is the one that the compartment asks for.
    private static func suits(_ kind: DirectiveKind, _ request: borrowing AccessRequest) -> Truth {
        // Explicit consent has one form in the United Kingdom, whatever the record is about.
        let isExplicit =
            request.jurisdiction.equals(.unitedKingdom) & Truth(kind == .hipaaAuthorization)
        return isExplicit | suitsCompartment(kind, request)
    }

    private static func suitsCompartment(_ kind: DirectiveKind, _ request: borrowing AccessRequest) -> Truth {
        guard case .known(let compartment) = request.note.compartment else { return .unknown }
        switch (compartment, kind) {
        case (.general, .hipaaAuthorization), (.psychotherapy, .hipaaAuthorization): return .yes
        case (.substanceUse, .part2ConsentTPO), (.substanceUse, .part2ConsentSpecific),
            (.substanceUse, .part2ConsentProceedings):
            return .yes
        case (.substanceUse, .hipaaAuthorization): return request.note.holder.equals(.coveredEntity)
        case (.substanceUseCounseling, .part2ConsentCounseling): return .yes
        case (.substanceUseCounseling, .hipaaAuthorization): return Truth(request.note.hipaaPsychotherapy)
        default: return .no
        }
    }

    /// Whether a consent of a kind may serve a purpose: 42 CFR 2.31(d), 2.33(a).
    private static func fits(_ kind: DirectiveKind, _ purpose: Fact<PurposeOfUse>) -> Truth {
        purpose.satisfies {
            switch kind {
            case .part2ConsentProceedings: proceedings.contains($0)
            case .part2ConsentTPO: care.contains($0)
            default: !proceedings.contains($0)
            }
        }
    }

    private static let proceedings: [PurposeOfUse] = [.judicialProceeding, .lawEnforcement]
    /// Treatment, payment and operations; training is among the latter, 45 CFR 164.501.
    private static let care: [PurposeOfUse] = [
        .treatment, .emergencyTreatment, .payment, .operations, .training,
    ]

    private static func subjects(
        _ directive: DirectiveFacts,
        _ request: borrowing AccessRequest
    ) -> (must: UInt64, may: UInt64) {
        guard case .known(let named) = directive.subjects, case .known(let subjects) = request.note.subjects
        else { return (0, .max) }
        var mask: UInt64 = 0
        for (index, subject) in subjects.prefix(64).enumerated() where named.contains(subject) {
            mask |= 1 << UInt64(index)
        }
        return (mask, mask)
    }

    private mutating func joinStrengths(
        _ directive: DirectiveFacts,
        _ judged: DirectiveEvaluation,
        _ valid: Truth,
        _ request: borrowing AccessRequest
    ) {
        guard valid.mayHold else { return }
        join(.expiryLimits, valid & judged.timeLimited)
        join(.statedAtRequest, valid & judged.atRequest)
        join(.compoundSamePsychotherapy, valid & directive.compoundWith.isOnly(.psychotherapyAuthorization))
        let representative = valid & directive.signedBy.equals(.personalRepresentative)
        join(.signedByRepresentative, representative)
        join(.signedByMinor, valid & directive.signedBy.equals(.minor))
        if case .known(.some(let patient)) = request.patient {
            join(.signedByExecutor, representative & !Truth(patient.alive))
            join(.signedInPlace, representative & Truth(patient.alive))
        }
        join(.remunerationStated, valid & Truth(directive.remunerationStated))
        join(.signedByParent, valid & directive.signedBy.equals(.parent))
        join(.signedByBoth, valid & directive.signedBy.equals(.minorAndParent))
        join(.endlessForResearch, valid & directive.expires.equals(.never))
        join(.compoundGeneral, valid & directive.compoundWith.isOnly(.generalAuthorization))
        join(.compoundResearch, valid & directive.compoundWith.isOnly(.researchAuthorization))
        join(.compoundCounseling, valid & directive.compoundWith.isOnly(.part2ConsentCounseling))
        join(.conditionedForResearch, valid & Truth(directive.conditioned))
    }

    private mutating func joinDefects(_ judged: DirectiveEvaluation, subjectOther: Truth) {
        join(.expired, judged.expired)
        join(.endlessExpiry, judged.endless)
        join(.revoked, judged.revoked)
        join(.onlyOrallyRevoked, judged.onlyOrallyRevoked)
        join(.unsigned, judged.unsigned)
        join(.elementMissing, judged.elementMissing)
        join(.statementMissing, judged.statementMissing)
        join(.conditioned, judged.conditioned)
        join(.knownFalse, judged.knownFalse)
        join(.compound, judged.compound)
        join(.compoundWithPsychotherapy, judged.compoundWithPsychotherapy)
        join(.authorityMissing, judged.signer.authorityMissing)
        join(.wrongSigner, judged.signer.wrong)
        join(.minorMustSign, judged.signer.minorMustSign)
        join(.bothMustSign, judged.signer.bothMustSign)
        join(.coversOther, judged.coversOther)
        join(.recipientOther, judged.recipientOther)
        join(.purposeOther, judged.purposeOther)
        join(.otherDiscloser, judged.discloserOther)
        join(.remunerationMissing, judged.remunerationMissing)
        join(.unconfirmed, judged.unconfirmed)
        join(.subjectOther, subjectOther)
    }

    func store(in words: inout FactWords, _ request: borrowing AccessRequest) {
        if isEmpty { words.set(Self.joined, .no) } else { words.set(Self.joined, findings) }
        guard case .known(let subjects) = request.note.subjects, !subjects.isEmpty else {
            return storeWithoutSubjects(in: &words)
        }
        guard subjects.count <= 64 else { return words.set(Self.covered, .no) }
        let all: UInt64 = subjects.count == 64 ? .max : (1 << UInt64(subjects.count)) - 1
        var own = all
        var ownKnown = true
        switch request.patient {
        case .known(.some(let patient)):
            if case .known(let id) = patient.id {
                own = subjects.firstIndex(of: id).map { 1 << UInt64($0) } ?? 0
            } else {
                ownKnown = false
            }
        case .known(.none): own = all
        case .unknown: ownKnown = false
        }
        func cover(_ one: Flag, _ every: Flag, by coverage: DirectiveCoverage) {
            let covered = own == 0 ? Truth.no : coverage.covers(own)
            words.set(one, ownKnown ? covered : coverage.may == 0 ? .no : .unknown)
            words.set(every, coverage.covers(all))
        }
        cover(.authorized, .authorizedByAll, by: authorization)
        cover(.consented, .consentedByAll, by: consent)
        cover(.counselingConsented, .counselingConsentedByAll, by: counseling)
        let others = all & ~own
        let coverage: DirectiveCoverage
        switch request.note.compartment {
        case .known(.general), .known(.psychotherapy): coverage = authorization
        case .known(.substanceUse): coverage = consent
        case .known(.substanceUseCounseling): coverage = counseling
        case .unknown: coverage = DirectiveCoverage(must: 0, may: .max)
        }
        words.set(.coSubjectsAuthorized, ownKnown ? coverage.covers(others) : .unknown)
    }

    /// Whoever a note is about, nobody has permitted anything where there is no document that may.
    private func storeWithoutSubjects(in words: inout FactWords) {
        words.set(Self.covered, .unknown)
        for (coverage, one, every) in [
            (authorization, Flag.authorized, Flag.authorizedByAll), (consent, .consented, .consentedByAll),
            (counseling, .counselingConsented, .counselingConsentedByAll),
        ] where coverage.may == 0 {
            words.set(one, .no)
            words.set(every, .no)
        }
    }
}
