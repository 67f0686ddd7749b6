internal import ArgumentParser
internal import ClinicalNotesPolicy

/// A policy as the command line names it: law, states and files of house rules, joined by `+`.
struct PolicyName: ExpressibleByArgument {
    private static let laws: [String: Policy] = [
        "us": .unitedStates, "gb": .unitedKingdom, "all": .everyJurisdiction,
    ]
    private static let states: [String: HouseRules] = [
        "us-ca": .california, "us-il": .illinois, "us-ny": .newYork, "us-tx": .texas,
    ]

    private let parts: [String]

    init?(argument: String) {
        parts = argument.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains("") else { return nil }
    }

    /// The policy; without a law of its own it has that of every jurisdiction.
    func policy() throws(InputRefusal) -> Policy {
        let named = parts.filter { Self.laws[$0] != nil }
        guard named.count <= 1 else {
            throw InputRefusal(place: parts.joined(separator: "+"), path: "", message: "more than one law")
        }
        var policy = named.first.flatMap { Self.laws[$0] } ?? .everyJurisdiction
        for part in parts where Self.laws[part] == nil {
            policy = try policy.adding(try Self.houseRules(named: part), from: part)
        }
        return policy
    }

    /// The house rules of a state, or else of a file.
    static func houseRules(named name: String) throws(InputRefusal) -> HouseRules {
        if let state = states[name] { return state }
        return try HouseFile(path: name).rules()
    }
}
