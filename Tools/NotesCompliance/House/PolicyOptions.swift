internal import ArgumentParser
internal import ClinicalNotesPolicy

/// Which policy is asked: the law of every jurisdiction, and house rules.
struct PolicyOptions: ParsableArguments {
    @Option(
        help:
            "Add the house rules of this file, in JSON, or of a state (us-ca, us-il, us-ny, us-tx); several times."
    )
    var house: [String] = []

    /// The policy; a file of house rules that cannot be read is refused as a whole.
    func policy() throws(InputRefusal) -> Policy {
        var policy = Policy.everyJurisdiction
        for name in house { policy = try policy.adding(try PolicyName.houseRules(named: name), from: name) }
        return policy
    }
}
