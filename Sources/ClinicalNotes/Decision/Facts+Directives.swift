internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension DirectiveFacts {
    /// A document that permits something, as the policy judges it; `nil` for directives of other kinds, and for
    /// one that does not reach this note.
    init?(_ directive: Directive, on note: NoteID?, for role: PrincipalRole, at now: Instant) {
        switch directive.document {
        case .authorization(let authorization):
            guard Self.reaches(authorization.notes, note) else { return nil }
            self.init(authorization, context: directive.context(at: now), at: now)
        case .part2Consent(let consent):
            self.init(
                consent,
                context: directive.context(at: now),
                toIntermediary: role == .intermediary,
                at: now
            )
        case .generalConsent(let consent): self.init(consent, at: now)
        case .accessDirective(let directive): self.init(directive, at: now)
        case .restriction, .representation, .legalProcess: return nil
        }
        unconfirmed = .known(!directive.isInForce)
    }

    private static func reaches(_ notes: Set<NoteID>?, _ note: NoteID?) -> Bool {
        guard let notes, let note else { return true }
        return notes.contains(note)
    }

    private init(_ document: Authorization, context: DirectiveContext, at now: Instant) {
        let defects = Set(document.defects(at: now, context: context))
        self.init(
            kind: .known(.hipaaAuthorization),
            covers: .known(document.covers.sorted { $0.rawValue < $1.rawValue }),
            compoundWith: .known(defects.contains(.unlawfulCompound) ? [.other] : document.compoundWith),
            disclosers: .known(document.disclosers.compactMap(\.organization)),
            recipients: .known(Array(document.recipients)),
            purposes: .known(document.purposes.sorted { $0.rawValue < $1.rawValue }),
            subjects: .known(document.subjects.sorted()),
            signed: .known(document.signature != nil),
            dated: .known(document.signature?.signedOn != nil),
            signedBy: .known(document.signature?.signer ?? .patient),
            signerAuthorityDescribed: .known(!(document.signature?.authority ?? "").isEmpty),
            expires: .known(document.expiry.map { DirectiveExpiry($0) }),
            expirationEventOccurred: .known(defects.contains(.eventOccurred)),
            elementsMissing: .known(AuthorizationElement.missing(defects)),
            statementsMissing: .known(
                [
                    defects.contains(.noRightToRevoke) ? .rightToRevoke : nil,
                    defects.contains(.noConditioningStatement) ? .conditioning : nil,
                    defects.contains(.noRedisclosureStatement) ? .redisclosure : nil,
                ].compactMap { $0 }
            ),
            revoked: .known(document.revocation.map { $0.at <= now } ?? false),
            revokedInWriting: .known(document.revocation?.inWriting ?? false),
            conditioned: .known(defects.contains(.conditioned)),
            knownFalse: .known(document.knownFalse),
            remunerationStated: .known(document.remuneration == .stated)
        )
    }

    private init(
        _ document: Part2Consent,
        context: DirectiveContext,
        toIntermediary: Bool,
        at now: Instant
    ) {
        let defects = Set(document.defects(at: now, context: context))
        let kind: DirectiveKind =
            switch document.kind {
            case .treatmentPaymentOperations: .part2ConsentTPO
            case .specific: .part2ConsentSpecific
            case .proceedings: .part2ConsentProceedings
            case .counseling: .part2ConsentCounseling
            }
        var elements: [AuthorizationElement] = []
        if document.subjects.isEmpty { elements.append(.patientName) }
        if document.description.isEmpty { elements.append(.description) }
        if document.disclosers.isEmpty { elements.append(.discloser) }
        if document.recipients.isEmpty { elements.append(.recipient) }
        if document.purposes.isEmpty { elements.append(.purpose) }
        if document.expiry == nil { elements.append(.expiration) }
        // An intermediary may also be named as a person or organization: then the asker's role tells.
        if defects.contains(.noIntermediaryParticipants)
            || (toIntermediary && document.intermediaryParticipants.isEmpty)
        {
            elements.append(.intermediaryParticipants)
        }
        let needed: [(Part2Statement, AuthorizationStatement)] =
            kind == .part2ConsentTPO
            ? [
                (.rightToRevoke, .rightToRevoke), (.redisclosure, .redisclosure),
                (.refusalConsequences, .refusalConsequences),
            ] : [(.rightToRevoke, .rightToRevoke)]
        self.init(
            kind: .known(kind),
            covers: .known(document.covers.sorted { $0.rawValue < $1.rawValue }),
            compoundWith: .known(document.compoundWith),
            disclosers: .known(document.disclosers.compactMap(\.organization)),
            recipients: .known(Array(document.recipients)),
            purposes: .known(document.purposes.sorted { $0.rawValue < $1.rawValue }),
            subjects: .known(document.subjects.sorted()),
            signed: .known(document.signature != nil),
            dated: .known(document.signature?.signedOn != nil),
            signedBy: .known(document.signature?.signer ?? .patient),
            signerAuthorityDescribed: .known(document.signature?.authority != nil),
            expires: .known(document.expiry.map { DirectiveExpiry($0) }),
            expirationEventOccurred: .known(defects.contains(.eventOccurred)),
            elementsMissing: .known(elements),
            statementsMissing: .known(needed.filter { !document.statements.contains($0.0) }.map(\.1)),
            revoked: .known(document.revocation.map { $0.at <= now } ?? false),
            revokedInWriting: .known(document.revocation?.inWriting ?? false),
            conditioned: .known(document.conditioning != .none),
            knownFalse: .known(document.knownFalse)
        )
    }

    private init(_ document: GeneralConsent, at now: Instant) {
        self.init(
            kind: .known(.consent506),
            covers: .known(document.covers.sorted { $0.rawValue < $1.rawValue }),
            disclosers: .known([]),
            recipients: .known([]),
            purposes: .known(document.purposes.sorted { $0.rawValue < $1.rawValue }),
            subjects: .known(document.subjects.sorted()),
            signed: .known(document.signature != nil),
            dated: .known(document.signature?.signedOn != nil),
            signedBy: .known(document.signature?.signer ?? .patient),
            expires: .known(nil),
            expirationEventOccurred: .known(false),
            elementsMissing: .known([]),
            statementsMissing: .known([]),
            revoked: .known(document.revocation.map { $0.at <= now } ?? false),
            revokedInWriting: .known(document.revocation?.inWriting ?? false)
        )
    }

    private init(_ document: AccessDirective, at now: Instant) {
        self.init(
            kind: .known(.accessDirective),
            covers: .known(document.covers.sorted { $0.rawValue < $1.rawValue }),
            disclosers: .known([]),
            recipients: .known(Array(document.recipients)),
            purposes: .known([.patientDirected]),
            subjects: .known(document.subjects.sorted()),
            signed: .known(document.signature != nil),
            dated: .known(document.signature?.signedOn != nil),
            signedBy: .known(document.signature?.signer ?? .patient),
            expires: .known(nil),
            expirationEventOccurred: .known(false),
            elementsMissing: .known(document.isComplete ? [] : [.other]),
            statementsMissing: .known([]),
            revoked: .known(document.revocation.map { $0.at <= now } ?? false),
            revokedInWriting: .known(document.revocation?.inWriting ?? false)
        )
    }
}

extension AuthorizationElement {
    fileprivate static func missing(_ defects: Set<AuthorizationDefect>) -> [AuthorizationElement] {
        let elements: [(AuthorizationDefect, AuthorizationElement)] = [
            (.noDescription, .description), (.coversNothing, .description), (.noDisclosers, .discloser),
            (.noRecipients, .recipient), (.noPurpose, .purpose), (.noExpiry, .expiration),
            (.unlimited, .expiration), (.unsigned, .signature), (.undated, .signature),
        ]
        return elements.filter { defects.contains($0.0) }.map(\.1)
    }
}

extension Directive {
    /// What is known beside the document: that the event of its expiry has occurred.
    fileprivate func context(at now: Instant) -> DirectiveContext {
        guard let endedAt, endedAt <= now, let event = document.expiryEvent else { return .document }
        return DirectiveContext(occurredEvents: [event])
    }
}

extension DirectiveDocument {
    /// The event that the document is good until, if it is one.
    var expiryEvent: String? {
        let expiry: ExpiryTerm?
        switch self {
        case .authorization(let document): expiry = document.expiry
        case .part2Consent(let document): expiry = document.expiry
        case .generalConsent, .accessDirective, .restriction, .representation, .legalProcess: return nil
        }
        guard case .event(let event) = expiry else { return nil }
        return event
    }
}

extension DirectiveExpiry {
    fileprivate init(_ term: ExpiryTerm) {
        switch term {
        case .day(let day): self = .before(day.end)
        case .event: self = .event
        case .none: self = .never
        }
    }
}

extension Party {
    fileprivate var organization: OrganizationID? {
        if case .organization(let organization) = self { organization } else { nil }
    }
}

extension LegalFacts {
    /// A proceeding without a paper: it compels nothing.
    init(_ proceeding: Proceeding) {
        self.init(
            instrument: .known(nil),
            expresslyCovers: .known(false),
            mandatory: .known(false),
            assurance: .known(.none),
            threePartTest: .known(proceeding.threePartTest),
            againstPatient: .known(proceeding.againstPatient),
            broughtBy: .known(proceeding.broughtBy),
            oversightOf: .known(proceeding.oversight),
            part2Section: .known(nil),
            part2ConfidentialFinding: .known(false),
            part2WithSubpoena: .known(false)
        )
    }

    /// Legal process on record, as the policy judges it.
    init(_ process: LegalProcess) {
        self.init(
            instrument: .known(process.instrument),
            expresslyCovers: .known(process.expresslyCovers),
            mandatory: .known(process.mandatory),
            assurance: .known(process.assurance),
            threePartTest: .known(process.threePartTest),
            againstPatient: .known(process.againstPatient),
            broughtBy: .known(process.broughtBy),
            oversightOf: .known(process.oversight),
            part2Section: .known(process.part2Section),
            part2ConfidentialFinding: .known(process.part2ConfidentialFinding),
            part2WithSubpoena: .known(process.part2WithSubpoena)
        )
    }
}
