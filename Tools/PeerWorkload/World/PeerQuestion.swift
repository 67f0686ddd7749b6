package import ClinicalNotesPolicy

/// What somebody wants to do, why, and on which papers; the same for every note of a list.
package struct PeerQuestion: Sendable {
    /// Who asks, by the name in the directory.
    package var principal: String
    /// What they are.
    package var role: Fact<PeerRole>
    /// What they want to do.
    package var action: Fact<PeerAction>
    /// Why.
    package var purpose: Fact<PeerPurpose>
    /// What the patient signed.
    package var authorization: Fact<PeerAuthorization>
    /// Whether somebody supervises them.
    package var supervised: Fact<Bool>
    /// Whether the patient sues.
    package var suitByPatient: Fact<Bool>

    /// Makes a question.
    package init(
        principal: String,
        role: Fact<PeerRole>,
        action: Fact<PeerAction>,
        purpose: Fact<PeerPurpose>,
        authorization: Fact<PeerAuthorization>,
        supervised: Fact<Bool>,
        suitByPatient: Fact<Bool>
    ) {
        self.principal = principal
        self.role = role
        self.action = action
        self.purpose = purpose
        self.authorization = authorization
        self.supervised = supervised
        self.suitByPatient = suitByPatient
    }
}

extension PeerQuestion: Decodable {
    enum CodingKeys: String, CodingKey {
        case principal, role, action, purpose, authorization, supervised, suitByPatient
    }

    /// Decodes a line of requests or of list questions; an absent or empty fact is unknown.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            principal: try container.decode(String.self, forKey: .principal),
            role: try container.fact(.role),
            action: try container.fact(.action),
            purpose: try container.fact(.purpose),
            authorization: try container.fact(.authorization),
            supervised: try container.fact(.supervised),
            suitByPatient: try container.fact(.suitByPatient)
        )
    }
}
