internal import ArgumentParser
internal import ClinicalNotesPolicy
internal import Foundation

/// Which policy is asked: the law of every jurisdiction, and house rules.
struct PolicyOptions: ParsableArguments {
    @Option(help: "Add the house rules of this file, in JSON; can be given several times.")
    var house: [String] = []

    /// The policy; a file of house rules that cannot be read is refused as a whole.
    func policy() throws(InputRefusal) -> Policy {
        var policy = Policy.everyJurisdiction
        for path in house {
            let file = InputFile(path: path)
            let rules = try Self.rules(in: try file.contents(), of: file)
            do {
                policy = try policy.adding(decoded: rules)
            } catch {
                throw InputRefusal(place: file.name, path: "rules", message: "more rules than a policy takes")
            }
        }
        return policy
    }

    private static func rules(in contents: Data, of file: InputFile) throws(InputRefusal) -> HouseRules {
        do {
            return try JSONDecoder().decode(HouseRules.self, from: contents)
        } catch {
            throw InputRefusal(error).at(file.name)
        }
    }
}
