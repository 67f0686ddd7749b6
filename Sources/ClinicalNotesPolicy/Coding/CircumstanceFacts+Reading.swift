internal import ClinicalNotesModel

extension DirectiveFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "kind", "covers", "compound_with", "disclosers", "recipients", "purposes", "subjects", "signed",
            "dated", "signed_by", "signer_authority_described", "expires", "expiration_event_occurred",
            "elements_missing", "statements_missing", "revoked", "revoked_in_writing", "conditioned",
            "known_false", "remuneration_stated", "unconfirmed",
        ])
        self.init(
            kind: try reader.fact("kind"),
            covers: try reader.mapped("covers") { (names: [String]) in
                let found = names.compactMap(Compartment.init(named:))
                return found.count == names.count ? found : nil
            },
            compoundWith: try reader.mapped("compound_with") { (name: String) in
                name == "none" ? [] : CompoundDocument(rawValue: name).map { [$0] }
            },
            disclosers: try reader.identifiers("disclosers"),
            recipients: try reader.mapped("recipients") { (names: [String]) in
                names.flatMap { name -> [Party] in
                    if let role = PrincipalRole(rawValue: name) { return [.role(role)] }
                    // The name does not tell whether it is a person's or an organization's.
                    let named = Names.identifier(name)
                    return [.principal(PrincipalID(named)), .organization(OrganizationID(named))]
                }
            },
            purposes: try reader.fact("purposes"),
            subjects: try reader.identifiers("subjects"),
            signed: try reader.fact("signed"),
            dated: try reader.fact("dated"),
            signedBy: try reader.fact("signed_by"),
            signerAuthorityDescribed: try reader.fact("signer_authority_described"),
            expires: try reader.mappedOptional("expires", DirectiveExpiry.init(written:)),
            expirationEventOccurred: try reader.fact("expiration_event_occurred"),
            elementsMissing: try reader.mapped("elements_missing") { (names: [String]) in
                names.map { AuthorizationElement(rawValue: $0) ?? .other }
            },
            statementsMissing: try reader.mapped("statements_missing") { (names: [String]) in
                names.map { AuthorizationStatement(rawValue: $0) ?? .other }
            },
            revoked: try reader.fact("revoked"),
            revokedInWriting: try reader.fact("revoked_in_writing"),
            conditioned: try reader.fact("conditioned"),
            knownFalse: try reader.fact("known_false"),
            remunerationStated: try reader.fact("remuneration_stated"),
            unconfirmed: try reader.fact("unconfirmed", absent: false)
        )
    }
}

extension DirectiveExpiry {
    /// Until when something is good: a date, a moment, `event:...` or `none`.
    fileprivate init?(written text: String) {
        if text == "none" {
            self = .never
        } else if text.hasPrefix("event:") {
            self = .event
        } else if let end = CalendarDay(text)?.end ?? Instant(rfc3339: text) {
            self = .before(end)
        } else {
            return nil
        }
    }
}

extension LegalFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "instrument", "expressly_covers", "mandatory", "assurance", "three_part_test", "against_patient",
            "brought_by", "oversight_of", "part2_section", "part2_confidential_finding",
            "part2_with_subpoena",
        ])
        self.init(
            instrument: try reader.word("instrument", none: "none"),
            expresslyCovers: try reader.fact("expressly_covers"),
            mandatory: try reader.fact("mandatory"),
            assurance: try reader.fact("assurance"),
            threePartTest: try reader.fact("three_part_test"),
            againstPatient: try reader.fact("against_patient"),
            broughtBy: try reader.fact("brought_by"),
            oversightOf: try reader.fact("oversight_of"),
            part2Section: try reader.optional("part2_section"),
            part2ConfidentialFinding: try reader.fact("part2_confidential_finding"),
            part2WithSubpoena: try reader.fact("part2_with_subpoena")
        )
    }
}

extension ThreatFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "serious", "imminent", "good_faith", "recipient_can_prevent",
        ])
        self.init(
            serious: try reader.fact("serious"),
            imminent: try reader.fact("imminent"),
            goodFaith: try reader.fact("good_faith"),
            recipientCanPrevent: try reader.fact("recipient_can_prevent")
        )
    }
}

extension EmergencyFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "treatment_needed", "consent_unobtainable", "justification",
        ])
        let justification: Fact<String?> = try reader.optional("justification")
        self.init(
            treatmentNeeded: try reader.fact("treatment_needed"),
            consentUnobtainable: try reader.fact("consent_unobtainable"),
            justified: justification.mapped { $0.map { !$0.isEmpty } ?? false }
        )
    }
}

extension ResearchFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "waiver", "limited_data_set", "data_use_agreement", "part2_conditions",
            "in_progress_access_suspended",
        ])
        self.init(
            waiver: try reader.fact("waiver"),
            limitedDataSet: try reader.fact("limited_data_set"),
            dataUseAgreement: try reader.fact("data_use_agreement"),
            part2Conditions: try reader.fact("part2_conditions"),
            inProgressAccessSuspended: try reader.fact("in_progress_access_suspended")
        )
    }
}

extension PaperFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "kind", "benefits", "filed_by_self",
        ])
        self.init(
            kind: try reader.optional("kind"),
            benefits: try reader.fact("benefits"),
            filedBySelf: try reader.fact("filed_by_self")
        )
    }
}

extension DeliveryFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "channel", "matches_confidential_request",
        ])
        self.init(matchesConfidentialRequest: try reader.fact("matches_confidential_request"))
    }
}

extension HouseRuleFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "id", "effect", "axis", "roles", "purposes", "basis",
        ])
        self.init(
            effect: try reader.value("effect"),
            axis: try reader.value("axis"),
            roles: try reader.value("roles"),
            purposes: try reader.value("purposes")
        )
    }
}

extension Fact {
    /// The same fact, seen differently.
    fileprivate func mapped<Other>(_ transform: (Value) -> Other) -> Fact<Other> {
        guard case .known(let value) = self else { return .unknown }
        return .known(transform(value))
    }
}
