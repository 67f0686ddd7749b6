extension Authorization {
    /// Every reason why the authorization is void at a moment, in the order of 45 CFR 164.508(b)(2).
    ///
    /// - Parameters:
    ///   - instant: The moment.
    ///   - context: What the holder knows beside the document.
    /// - Returns: Every defect; empty if the document is valid.
    public func defects(
        at instant: Instant,
        context: DirectiveContext = .document
    ) -> [AuthorizationDefect] {
        let found =
            ended(at: instant, context) + missingElements + missingStatements + unlawfulTerms(at: instant)
        return AuthorizationDefect.allCases.filter(found.contains)
    }

    /// Duties of (c)(3) and (c)(4) that are not met; they do not void the document.
    public var unmetDuties: [AuthorizationDuty] {
        var duties: [AuthorizationDuty] = []
        if !plainLanguage { duties.append(.plainLanguage) }
        if soughtByHolder && !copyGiven { duties.append(.copyToPatient) }
        return duties
    }

    private func ended(at instant: Instant, _ context: DirectiveContext) -> [AuthorizationDefect] {
        guard let expiry, context.hasEnded(expiry, at: instant) else { return [] }
        if case .day = expiry { return [.expired] }
        return [.eventOccurred]
    }

    private var missingElements: [AuthorizationDefect] {
        var defects: [AuthorizationDefect] = []
        if description.isEmpty || subjects.isEmpty { defects.append(.noDescription) }
        if covers.isEmpty || notes?.isEmpty == true { defects.append(.coversNothing) }
        if disclosers.isEmpty { defects.append(.noDisclosers) }
        if recipients.isEmpty { defects.append(.noRecipients) }
        if purposes.isEmpty && !atRequestOfIndividual { defects.append(.noPurpose) }
        switch expiry {
        case nil, .event(""): defects.append(.noExpiry)
        // "None" is an expiry for research alone, and a purpose beside research is not research.
        case .some(.none): if purposes != [.research] { defects.append(.unlimited) }
        case .day, .event: break
        }
        guard let signature else { return defects + [.unsigned, .undated] }
        if signature.signedOn == nil { defects.append(.undated) }
        if signature.signer.needsAuthority && (signature.authority ?? "").isEmpty {
            defects.append(.noAuthority)
        }
        return defects
    }

    private var missingStatements: [AuthorizationDefect] {
        Statement.allCases.filter { !statements.contains($0) }.map { statement in
            switch statement {
            case .rightToRevoke: .noRightToRevoke
            case .conditioning: .noConditioningStatement
            case .redisclosure: .noRedisclosureStatement
            }
        }
    }

    private func unlawfulTerms(at instant: Instant) -> [AuthorizationDefect] {
        var defects: [AuthorizationDefect] = []
        // Sale is by definition paid for, and marketing here is what a third party pays for.
        if purposes.contains(.marketing) && remuneration != .stated {
            defects.append(.unstatedMarketingRemuneration)
        }
        if purposes.contains(.sale) && remuneration != .stated { defects.append(.unstatedSaleRemuneration) }
        if let revocation, revocation.at <= instant { defects.append(.revoked) }
        if isUnlawfulCompound { defects.append(.unlawfulCompound) }
        if isUnlawfullyConditioned { defects.append(.conditioned) }
        if knownFalse { defects.append(.knownFalse) }
        return defects
    }

    private var isUnlawfulCompound: Bool {
        if covers.contains(.psychotherapy) {
            // (b)(3)(ii): only with another authorization for psychotherapy notes; one form that names
            // other compartments too is a compound.
            return covers != [.psychotherapy] || !compoundWith.isSubset(of: [.psychotherapyAuthorization])
        }
        var lawful: Set<CompoundDocument> = []
        // (b)(3)(i): research permissions with one another and with the consent to the research itself.
        if purposes == [.research] { lawful = [.researchAuthorization, .consentToTreatment] }
        // (b)(3)(iii): authorizations with one another, unless one of them is conditioned.
        if conditioning == .none { lawful.formUnion([.generalAuthorization, .researchAuthorization]) }
        return !compoundWith.isSubset(of: lawful)
    }

    private var isUnlawfullyConditioned: Bool {
        switch conditioning {
        case .none, .researchTreatment, .careForThirdParty: false
        case .careOrCoverage: true
        case .planEnrollment: covers.contains(.psychotherapy)
        }
    }
}
