extension Part2Consent {
    /// Every reason why the consent is void at a moment, in the order of ``Part2ConsentDefect``.
    ///
    /// - Parameters:
    ///   - instant: The moment.
    ///   - context: What the holder knows beside the document.
    /// - Returns: Every defect; empty if the document is valid.
    public func defects(
        at instant: Instant,
        context: DirectiveContext = .document
    ) -> [Part2ConsentDefect] {
        let found = ended(at: instant, context) + missingElements + missingStatements + unlawfulTerms
        return Part2ConsentDefect.allCases.filter(found.contains)
    }

    private func ended(at instant: Instant, _ context: DirectiveContext) -> [Part2ConsentDefect] {
        var defects: [Part2ConsentDefect] = []
        if let revocation, revocation.at <= instant { defects.append(.revoked) }
        if let expiry, context.hasEnded(expiry, at: instant) {
            if case .day = expiry { defects.append(.expired) } else { defects.append(.eventOccurred) }
        }
        return defects
    }

    private var missingElements: [Part2ConsentDefect] {
        var defects: [Part2ConsentDefect] = []
        if subjects.isEmpty { defects.append(.noPatient) }
        if disclosers.isEmpty { defects.append(.noDisclosers) }
        if description.isEmpty || covers.isEmpty { defects.append(.noDescription) }
        if recipients.isEmpty { defects.append(.noRecipients) }
        if recipients.contains(where: \.isIntermediary) && intermediaryParticipants.isEmpty {
            defects.append(.noIntermediaryParticipants)
        }
        if purposes.isEmpty { defects.append(.noPurpose) }
        switch expiry {
        case nil, .event(""): defects.append(.noExpiry)
        case .some(.none): if kind != .treatmentPaymentOperations { defects.append(.unlimited) }
        case .day, .event: break
        }
        guard let signature else { return defects + [.unsigned, .undated] }
        if signature.signedOn == nil { defects.append(.undated) }
        if !isRightSigner(signature.signer) { defects.append(.wrongSigner) }
        return defects
    }

    /// 2.14: where the minor may have the treatment alone, the minor alone signs; where a parent's consent
    /// is required, both do.
    private func isRightSigner(_ signer: DirectiveSigner) -> Bool {
        switch parentalConsentRequired {
        case true?: signer == .minorAndParent
        case false?: signer == .minor || signer == .patient
        case nil: signer != .parent
        }
    }

    private var missingStatements: [Part2ConsentDefect] {
        var defects: [Part2ConsentDefect] = []
        if !statements.contains(.rightToRevoke) { defects.append(.noRightToRevoke) }
        guard kind == .treatmentPaymentOperations else { return defects }
        if !statements.contains(.redisclosure) { defects.append(.noRedisclosureStatement) }
        if !statements.contains(.refusalConsequences) { defects.append(.noRefusalStatement) }
        return defects
    }

    private var unlawfulTerms: [Part2ConsentDefect] {
        var defects: [Part2ConsentDefect] = []
        let coversCounseling = covers.contains(.substanceUseCounseling)
        if coversCounseling
            && (covers != [.substanceUseCounseling]
                || !compoundWith.isSubset(of: [.part2ConsentCounseling]))
        {
            defects.append(.counselingCompound)
        }
        if coversCounseling && conditioning != .none { defects.append(.counselingConditioned) }
        if kind == .proceedings && !compoundWith.isEmpty { defects.append(.proceedingsCompound) }
        if knownFalse { defects.append(.knownFalse) }
        return defects
    }
}

extension Party {
    /// Whether a recipient is an intermediary by its class; a named one is known by its role to the host.
    fileprivate var isIntermediary: Bool { self == .role(.intermediary) }
}
