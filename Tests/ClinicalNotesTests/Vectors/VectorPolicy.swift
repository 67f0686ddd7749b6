import ClinicalNotes

extension DecisionVector {
    /// The policy of the vector's vault: the law of its jurisdiction, and its overlays as house rules.
    func policy() throws -> Policy {
        let law: Policy = try request.jurisdiction.told() == .unitedKingdom ? .unitedKingdom : .unitedStates
        return try request.houseRules.told().reduce(law) { policy, overlay in
            let rules: () -> [HouseRule] = { Self.rules(overlay) }
            return policy.adding(rules)
        }
    }

    /// An overlay as rules of the host's own.
    ///
    /// What opens to third parties, or closes to patients, no rule can say.
    @HouseRulesBuilder private static func rules(_ overlay: HouseRuleFacts) -> [HouseRule] {
        switch (overlay.axis, overlay.effect) {
        case (.thirdParty, .deny):
            for role in choices(overlay.roles) {
                for purpose in choices(overlay.purposes) { restriction(role, purpose) }
            }
        case (.patientAccess, .permit): PatientGrant("patients may have it", because: "Vector") {}
        case (.parentAccess, .permit): ParentGrant("parents may have it", because: .other("Vector")) {}
        case (.parentAccess, .deny):
            ParentRestriction("parents may not have it", because: .other("Vector")) {}
        case (.portal, .deny): PortalRestriction("the portal does not show it", because: "Vector") {}
        case (.thirdParty, .permit), (.patientAccess, .deny), (.portal, .permit):
            HouseRules("none", version: "1") {}
        }
    }

    private static func choices<Value>(_ values: [Value]) -> [Value?] {
        values.isEmpty ? [nil] : values.map { $0 }
    }

    private static func restriction(_ role: PrincipalRole?, _ purpose: PurposeOfUse?) -> ThirdPartyRestriction
    {
        let name = "\(role?.rawValue ?? "nobody") may have it for \(purpose?.rawValue ?? "any purpose")"
        let role = role.flatMap { ThirdPartyRole(of: $0) }
        switch (role, purpose) {
        case (let role?, let purpose?):
            return ThirdPartyRestriction(name, because: "Vector") {
                Principal.role == role
                Request.purpose == purpose
            }
        case (let role?, nil):
            return ThirdPartyRestriction(name, because: "Vector") { Principal.role == role }
        case (nil, let purpose?):
            return ThirdPartyRestriction(name, because: "Vector") { Request.purpose == purpose }
        case (nil, nil): return ThirdPartyRestriction(name, because: "Vector") {}
        }
    }
}
