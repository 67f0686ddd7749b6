internal import ClinicalNotesModel

extension AccessRequest: Decodable {
    /// Decodes the shape of one request object.
    ///
    /// Names of people, patients and organizations become identifiers, the same ones as in house rules; of 32 hexadecimal
    /// digits, those they are.
    ///
    /// - Parameter decoder: Where the object is.
    /// - Throws: `DecodingError` with the path of what cannot be read; a value that is not known is refused.
    public init(from decoder: any Decoder) throws {
        let reader = try FactReader(decoder)
        try reader.expectOnly([
            "time", "jurisdiction", "action", "purpose", "actor", "note", "patient", "authorization",
            "directives", "legal", "threat", "emergency", "research", "delivery", "paper", "overlays", "hour",
            "location",
        ])
        let action: Fact<NoteAction> = try reader.fact("action")
        self.init(
            time: try reader.instant("time"),
            jurisdiction: try reader.fact("jurisdiction"),
            action: action,
            purpose: try reader.fact("purpose"),
            principal: try reader.required("actor", PrincipalFacts.init(reading:)),
            note: try reader.required("note", NoteFacts.init(reading:)),
            patient: try reader.object("patient", PatientFacts.init(reading:)),
            directives: try Self.directives(reader),
            legal: try reader.object("legal", LegalFacts.init(reading:)),
            threat: try reader.object("threat", ThreatFacts.init(reading:)),
            emergency: try reader.object("emergency", EmergencyFacts.init(reading:)),
            research: try reader.object("research", ResearchFacts.init(reading:)),
            delivery: try reader.object("delivery", DeliveryFacts.init(reading:)),
            paper: try Self.paper(reader, of: action),
            houseRules: try reader.objects("overlays", HouseRuleFacts.init(reading:)),
            hour: try reader.mapped("hour") { (hour: Int) in HouseForm.hours.contains(hour) ? hour : nil },
            location: try reader.hostWord("location")
        )
    }

    /// What the action puts on record: none where nobody says so of an action that puts nothing on record.
    private static func paper(_ reader: FactReader, of action: Fact<NoteAction>) throws -> Fact<PaperFacts?> {
        if case .known(let action) = action, !Groups.papers.contains(action), !reader.contains("paper") {
            return .known(nil)
        }
        return try reader.object("paper", PaperFacts.init(reading:))
    }

    private static func directives(_ reader: FactReader) throws -> Fact<[DirectiveFacts]> {
        if reader.contains("directives") {
            guard !reader.contains("authorization") else {
                throw reader.refusal("authorization", "stands beside directives")
            }
            return try reader.objects("directives", DirectiveFacts.init(reading:))
        }
        let one = try reader.object("authorization", DirectiveFacts.init(reading:))
        guard case .known(let directive) = one else { return .unknown }
        return .known(directive.map { [$0] } ?? [])
    }
}

extension PrincipalFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "id", "role", "organisation", "care_team", "training_program", "part2_program", "covered_entity",
            "verified", "represents", "abuse_suspected", "host_roles",
            "units",
        ])
        self.init(
            id: try reader.identifier("id"),
            role: try reader.fact("role"),
            organization: try reader.mappedOptional("organisation") { (name: String) in
                OrganizationID(Names.identifier(name))
            },
            careTeam: try reader.fact("care_team"),
            trainingProgram: try reader.fact("training_program"),
            part2Program: try reader.fact("part2_program"),
            coveredEntity: try reader.fact("covered_entity"),
            verified: try reader.fact("verified"),
            represents: try reader.identifiers("represents"),
            abuseSuspected: try reader.fact("abuse_suspected"),
            hostRoles: try reader.fact("host_roles"),
            units: try reader.fact("units")
        )
    }
}

extension PatientFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "id", "age", "emancipated", "alive", "inmate", "family_preference", "minor", "labels",
            "works_here",
        ])
        self.init(
            id: try reader.identifier("id"),
            age: try reader.fact("age"),
            emancipated: try reader.fact("emancipated"),
            alive: try reader.fact("alive"),
            inmate: try reader.fact("inmate"),
            familyPreference: try reader.fact("family_preference"),
            minor: try reader.object("minor", MinorFacts.init(reading:)),
            labels: try reader.fact("labels"),
            worksHere: try reader.fact("works_here")
        )
    }
}

extension MinorFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "service_consent", "confidentiality_agreement", "requested_parent_as_rep", "state_parent_access",
            "professional_decision", "state_sud_parental_consent",
        ])
        self.init(
            serviceConsent: try reader.fact("service_consent"),
            confidentialityAgreement: try reader.fact("confidentiality_agreement"),
            requestedParentAsRepresentative: try reader.fact("requested_parent_as_rep"),
            stateParentAccess: try reader.fact("state_parent_access"),
            professionalDecision: try reader.optional("professional_decision"),
            stateParentalConsentForSubstanceUse: try reader.optional("state_sud_parental_consent")
        )
    }
}
