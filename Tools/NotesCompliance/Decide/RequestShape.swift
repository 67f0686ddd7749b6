/// Which keys an object of a request may have; what their values are, reading the request tells.
indirect enum RequestShape: Sendable {
    /// A value that is read.
    case value
    /// A text, or none, that nothing is decided from.
    case remark
    case object([String: RequestShape])
    case list(RequestShape)

    /// Refuses a key that is not known, or that stands twice.
    ///
    /// - Parameters:
    ///   - value: A value of this shape.
    ///   - path: Where it stands.
    /// - Throws: The path of the key.
    func check(_ value: JSONValue, at path: String) throws(InputRefusal) {
        switch (self, value) {
        case (.object(let known), .object(let members)):
            try Self.refuseTwice(members, at: path)
            for member in members {
                let place = path.isEmpty ? member.name : "\(path).\(member.name)"
                guard let shape = known[member.name] else {
                    throw InputRefusal(path: place, message: "the key is not one that is known")
                }
                try shape.check(member.value, at: place)
            }
        case (.list(let shape), .array(let values)):
            for (number, value) in values.enumerated() { try shape.check(value, at: "\(path)[\(number)]") }
        case (.remark, .string), (.remark, .null): break
        case (.remark, _): throw InputRefusal(path: path, message: "expected a text")
        default: break
        }
    }

    /// Refuses a key that stands twice: which one counts would be anybody's guess.
    static func refuseTwice(_ members: [JSONMember], at path: String) throws(InputRefusal) {
        var names: Set<String> = []
        for member in members where !names.insert(member.name).inserted {
            let place = path.isEmpty ? member.name : "\(path).\(member.name)"
            throw InputRefusal(path: place, message: "the key stands twice")
        }
    }

    /// Refuses a key that stands twice in any object of a value.
    static func refuseTwice(in value: JSONValue, at path: String = "") throws(InputRefusal) {
        switch value {
        case .object(let members):
            try refuseTwice(members, at: path)
            for member in members {
                try refuseTwice(in: member.value, at: path.isEmpty ? member.name : "\(path).\(member.name)")
            }
        case .array(let values):
            for (number, value) in values.enumerated() {
                try refuseTwice(in: value, at: "\(path)[\(number)]")
            }
        default: break
        }
    }

    private static func object(_ names: String, _ others: [String: RequestShape] = [:]) -> RequestShape {
        let plain = names.split(separator: " ").map { (String($0), RequestShape.value) }
        return .object(Dictionary(uniqueKeysWithValues: plain).merging(others) { $1 })
    }
}

extension RequestShape {
    /// A whole request.
    static let request = object(
        "time jurisdiction action purpose hour location",
        [
            "actor": actor, "note": note, "patient": patient, "authorization": directive,
            "directives": .list(directive), "legal": legal,
            "threat": object("serious imminent good_faith recipient_can_prevent"),
            "emergency": object("treatment_needed consent_unobtainable justification"),
            "research": object(
                "waiver limited_data_set data_use_agreement part2_conditions in_progress_access_suspended"
            ),
            "paper": object("kind benefits filed_by_self"),
            "delivery": object("matches_confidential_request", ["channel": .remark]),
            "overlays": .list(object("effect axis roles purposes", ["id": .remark, "basis": .remark])),
        ]
    )

    private static let actor = object(
        """
        id role organisation care_team training_program part2_program covered_entity verified represents \
        abuse_suspected host_roles units
        """
    )

    private static let note = object(
        """
        organisation originators compartment kind status separated excluded_content_only subjects segmentable \
        references_other compiled_for_proceeding hipaa_psychotherapy holder received_under sharing \
        sharing_set_by release_at created_at correctional_holder author_unavailable wrong_patient \
        used_for_decisions \
        labels unit
        """,
        [
            "id": .remark, "hold": hold, "holds": .list(hold), "parts": .list(object("id audience")),
            "releases": .list(object("part field sharing sharing_set_by release_at")),
            "restrictions": .list(object("kind blocks_roles blocks_purposes terminated terminated_at")),
        ]
    )

    private static let hold = object(
        """
        reason determined_by individualized treating_relationship whole_note expires review part field
        """
    )

    private static let patient = object(
        "id age emancipated alive inmate family_preference labels works_here",
        [
            "minor": object(
                """
                service_consent confidentiality_agreement requested_parent_as_rep state_parent_access \
                professional_decision state_sud_parental_consent
                """
            )
        ]
    )

    private static let directive = object(
        """
        kind covers compound_with disclosers recipients purposes subjects signed dated signed_by \
        signer_authority_described expires expiration_event_occurred elements_missing statements_missing revoked \
        revoked_in_writing conditioned known_false remuneration_stated unconfirmed
        """
    )

    private static let legal = object(
        """
        instrument expressly_covers mandatory assurance three_part_test against_patient brought_by oversight_of \
        part2_section part2_confidential_finding part2_with_subpoena
        """
    )
}
