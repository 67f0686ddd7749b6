import ClinicalNotes

extension VectorPractice {
    /// The document that a vector has on file.
    func document(_ facts: DirectiveFacts) throws -> DirectiveDocument {
        let subjects = Set(try facts.subjects.told().compactMap { patients[$0.bytes] })
        let covers = Set(try facts.covers.told())
        let purposes = Set(try facts.purposes.told())
        let recipients = Set(try facts.recipients.told().compactMap { party($0) })
        let signature = try signature(facts)
        switch try facts.kind.told() {
        case .hipaaAuthorization:
            return .authorization(try authorization(facts, subjects, covers, recipients, purposes, signature))
        case .part2ConsentTPO, .part2ConsentSpecific, .part2ConsentProceedings, .part2ConsentCounseling:
            return .part2Consent(try consent(facts, subjects, covers, recipients, purposes, signature))
        case .consent506:
            return .generalConsent(
                GeneralConsent(subjects: subjects, covers: covers, purposes: purposes, signature: signature)
            )
        case .accessDirective:
            return .accessDirective(
                AccessDirective(
                    subjects: subjects,
                    covers: covers,
                    recipients: recipients,
                    destination: "1 Main Street",
                    signature: signature
                )
            )
        }
    }

    private func authorization(
        _ facts: DirectiveFacts,
        _ subjects: Set<PatientID>,
        _ covers: Set<Compartment>,
        _ recipients: Set<Party>,
        _ purposes: Set<PurposeOfUse>,
        _ signature: DirectiveSignature?
    ) throws -> Authorization {
        let elements = Set(try facts.elementsMissing.told())
        guard elements.isDisjoint(with: [.patientName, .intermediaryParticipants, .other]) else {
            throw Inexpressible(.refusedDocument)
        }
        let missing = try facts.statementsMissing.told().map(\.rawValue)
        return Authorization(
            subjects: subjects,
            description: elements.contains(.description) ? "" : "Notes of the visits of this year.",
            covers: covers,
            disclosers: elements.contains(.discloser) ? [] : Set(try disclosers(facts)),
            recipients: elements.contains(.recipient) ? [] : recipients,
            purposes: elements.contains(.purpose) ? [] : purposes,
            expiry: elements.contains(.expiration) ? nil : try expiry(facts),
            signature: elements.contains(.signature) ? nil : signature,
            statements: Set(Authorization.Statement.allCases.filter { !missing.contains($0.rawValue) }),
            compoundWith: try facts.compoundWith.told(),
            conditioning: try facts.conditioned.told()
                ? (purposes == [.research] ? .researchTreatment : .careOrCoverage) : .none,
            remuneration: try facts.remunerationStated.told() ? .stated : .unstated,
            knownFalse: try facts.knownFalse.told()
        )
    }

    private func consent(
        _ facts: DirectiveFacts,
        _ subjects: Set<PatientID>,
        _ covers: Set<Compartment>,
        _ recipients: Set<Party>,
        _ purposes: Set<PurposeOfUse>,
        _ signature: DirectiveSignature?
    ) throws -> Part2Consent {
        let elements = Set(try facts.elementsMissing.told())
        guard elements.isDisjoint(with: [.patientName, .other]) else { throw Inexpressible(.refusedDocument) }
        let missing = try facts.statementsMissing.told().map(\.rawValue)
        return Part2Consent(
            try .spelled(facts.kind),
            subjects: subjects,
            disclosers: elements.contains(.discloser) ? [] : Set(try disclosers(facts)),
            description: elements.contains(.description) ? "" : "Notes of the visits of this year.",
            covers: covers,
            recipients: elements.contains(.recipient) ? [] : recipients,
            intermediaryParticipants: elements.contains(.intermediaryParticipants)
                ? [] : [.role(.treatingClinician)],
            purposes: elements.contains(.purpose) ? [] : purposes,
            expiry: elements.contains(.expiration) ? nil : try expiry(facts),
            signature: elements.contains(.signature) ? nil : signature,
            statements: Set(Part2Statement.allCases.filter { !missing.contains($0.rawValue) }),
            compoundWith: try facts.compoundWith.told(),
            conditioning: try facts.conditioned.told() ? .careOrCoverage : .none,
            knownFalse: try facts.knownFalse.told()
        )
    }

    private func signature(_ facts: DirectiveFacts) throws -> DirectiveSignature? {
        guard try facts.signed.told() else { return nil }
        return DirectiveSignature(
            by: try facts.signedBy.told(),
            on: try facts.dated.told() ? CalendarDay(of: request.note.createdAt.told()) : nil,
            authority: try facts.signerAuthorityDescribed.told() ? "Power of attorney for health care" : nil
        )
    }

    private func disclosers(_ facts: DirectiveFacts) throws -> [Party] {
        try facts.disclosers.told().map { Party.organization($0) }
    }

    private func expiry(_ facts: DirectiveFacts) throws -> ExpiryTerm? {
        switch try facts.expires.told() {
        case .before(let end):
            return CalendarDay(of: Instant(milliseconds: end.milliseconds - 1)).map { .day($0) }
        case .event:
            return .event("end of treatment")
        case .never: return ExpiryTerm.none
        case nil: return nil
        }
    }

    /// The party of this practice, or `nil`: a vector names a person or an organization without telling which, so that
    /// each name comes as both.
    private func party(_ recipient: Party) -> Party? {
        switch recipient {
        case .role: recipient
        case .principal(let name): person(name.bytes).map { .principal($0) }
        case .organization(let name): person(name.bytes) == nil ? recipient : nil
        }
    }

    private func person(_ name: Bytes16) -> PrincipalID? {
        principals[name] ?? patients[name].map { .patient($0) }
    }
}
