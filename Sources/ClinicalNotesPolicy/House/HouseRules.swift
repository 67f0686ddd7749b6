/// House rules that belong together: a practice's own, or a state's overlay.
///
/// Their names are distinct: of two rules with one name the later one is given a number, as in `name#2`.
/// ``Policy/adding(_:)-(HouseRules)`` does the same for rules that come together in one policy. The form in JSON does not
/// take two rules of one name.
public struct HouseRules: Hashable, Sendable {
    /// How many house rules a policy takes in all.
    public static let capacity = 512
    /// How many different tests of the host's own facts, such as lists of roles or labels, the rules of a policy can make in
    /// all; kinds of notes and ages do not count.
    package static let hostTestCapacity = HostBits.capacity

    /// Whose they are, such as `practice` or `us-ny`.
    public let name: String
    /// Their version, as the host counts it.
    public let version: String
    /// The rules.
    package let rules: [HouseRule]
    /// The words that the host knows to be in use, for ``Policy/warnings(usedByNotes:)``; they decide nothing.
    package let words: HostWords

    /// Collects rules.
    ///
    /// - Parameters:
    ///   - name: Whose they are.
    ///   - version: Their version.
    ///   - words: The words that the host knows to be in use.
    ///   - rules: The rules.
    public init(
        _ name: String,
        version: String,
        words: HostWords = HostWords(),
        @HouseRulesBuilder _ rules: () -> [HouseRule]
    ) {
        self.init(name, version: version, words: words, rules: rules())
    }

    init(_ name: String, version: String, words: HostWords = HostWords(), rules: [HouseRule]) {
        self.name = name
        self.version = version
        self.words = words
        var taken: Set<RuleID> = []
        self.rules = rules.map { $0.distinct(from: &taken) }
    }

    /// The same rules, with names that a policy does not have yet.
    func distinct(from taken: Set<RuleID>) -> HouseRules {
        var taken = taken
        return HouseRules(
            name,
            version: version,
            words: words,
            rules: rules.map { $0.distinct(from: &taken) }
        )
    }

    /// What is left without some rules.
    package func without(_ removed: Set<RuleID>) -> HouseRules {
        HouseRules(name, version: version, words: words, rules: rules.filter { !removed.contains($0.id) })
    }

    /// Name, version and a short value that changes with the rules, so that a policy's version does too.
    var versionWord: String {
        var hash = StableHash()
        for text in [name, version] + rules.map(\.canonicalForm) { hash.combine(text) }
        return "\(Self.word(name))/\(Self.word(version))#\(hash)"
    }

    /// The text without what would end a word in one line.
    private static func word(_ text: String) -> String {
        String(text.map { $0.isWhitespace || $0 == "/" || $0 == "#" || !$0.isASCII ? "-" : $0 })
    }
}

extension HouseRule {
    /// The rule under a name that is not taken.
    fileprivate func distinct(from taken: inout Set<RuleID>) -> HouseRule {
        if taken.insert(id).inserted { return self }
        var number = 2
        while !taken.insert(RuleID("\(id)#\(number)")).inserted { number += 1 }
        return named(RuleID("\(id)#\(number)"))
    }
}
