internal import ArgumentParser
internal import ClinicalNotesLawProof
internal import ClinicalNotesPolicy

/// Proves the statements about the law.
struct Prove: Subcommand {
    static let configuration = CommandConfiguration(
        abstract: "Proves what is stated about the law, for every request and every house policy.",
        discussion: """
            Each statement is a line, and the last line is the certificate that a host's tests can pin. In the statements \
            house rules are facts of which nothing is assumed, so what is proven holds whatever they are; a file of them \
            changes the figures and the certificate. Where a statement fails, the smallest counterexample is the only \
            line, and the exit status is 1. A house rule is left out of the figures, and a line tells what the policy \
            without it decides otherwise, with the smallest examples; if it does, the exit status is 1. --json tells, before \
            the certificate, what of the house rules is hardly meant.
            """
    )

    @OptionGroup var options: PolicyOptions

    @ArgumentParser.Flag(
        help: "Print a line of warnings, too: what a host should look at in its house rules."
    )
    var json = false

    @Option(help: "Take this rule of law or of --house away first; can be given several times.")
    var without: [String] = []

    @ArgumentParser.Flag(
        help: "Show for each rule what fails without it, or without it and those that shadow it; takes long."
    )
    var shadows = false

    @ArgumentParser.Flag(
        help:
            "Make faults in the rules of law and count those that the statements notice, in place of the proof; takes minutes."
    )
    var faults = false

    func run(on console: Console) throws -> ExitCode {
        let policy = try options.policy()
        if faults { return try count(of: policy, on: console) }
        let removed = Set(without.map { RuleID($0) })
        let known = Set(policy.rules.map(\.id))
        if let unknown = removed.subtracting(known).map(\.description).min() {
            throw ValidationError("No rule of law or of --house is named \(unknown).")
        }
        let house = removed.subtracting(Policy.everyJurisdiction.rules.map(\.id))
        var lines = LineWriter(console.write)
        let proof: PolicyProof
        do {
            proof = try policy.verify(without: removed)
        } catch {
            try lines.print(error.json)
            try lines.flush()
            return .failure
        }
        for line in proof.json(of: policy, warning: json) { try lines.print(line) }
        let exposures =
            shadows
            ? policy.shadows()
            : removed.sorted { $0.description < $1.description }.compactMap(policy.exposure(of:))
        for exposure in exposures { try lines.print(exposure.json) }
        var status = ExitCode.success
        if !house.isEmpty {
            let difference = policy.removing(houseRules: house).difference(from: policy)
            let names = house.map(\.description).sorted()
            try lines.print(.object(difference.members.merging(["without": .strings(names)]) { $1 }))
            if difference.canBeMet { status = .failure }
        }
        try lines.flush()
        return status
    }

    private func count(of policy: Policy, on console: Console) throws -> ExitCode {
        var lines = LineWriter(console.write)
        for tally in policy.faults() { try lines.print(tally.json) }
        try lines.flush()
        return .success
    }
}

extension PolicyDifference {
    /// Whether a request can be decided otherwise, or brings other obligations.
    fileprivate var canBeMet: Bool {
        openedExample != nil || closedExample != nil || obligations.contains { $0.example != nil }
    }
}
