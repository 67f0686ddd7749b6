extension CompiledRules {
    /// How what fired combines: prohibitions override, law that compels overrides the host's own, and what
    /// nothing permits is denied.
    func effect(of fired: borrowing Fired) -> Effect {
        let words = ruleWords
        let isCompelled = fired.must.meets(compulsions, words: words)
        let isPermitted = fired.must.meets(permissions, words: words)
        let isProhibited = fired.must.meets(prohibitions, words: words)
        let maybeCompelled = fired.may.meets(compulsions, words: words)
        let maybePermitted = fired.may.meets(permissions, words: words)
        let maybeProhibited = fired.may.meets(prohibitions, words: words)
        let houseMay = fired.may.meets(houseProhibitions, words: words)
        let houseMust = fired.must.meets(houseProhibitions, words: words)
        if !maybeProhibited, isCompelled || (isPermitted && !houseMay) { return .permit }
        if isProhibited || !maybePermitted || (!maybeCompelled && houseMust) { return .deny }
        return .undetermined
    }

    /// The axes that would settle what may have fired.
    func unknown(_ fired: Fired, _ facts: FactWords) -> [Axis] {
        unknown(fired.may.subtracting(fired.must), facts)
    }

    /// The unknown axes that some rules ask about.
    func unknown(_ rules: RuleSet, _ facts: FactWords) -> [Axis] {
        var out = [Axis]()
        for number in rules.numbers {
            for axis in unknown(number, facts) where !out.contains(axis) { out.append(axis) }
        }
        return out
    }
}
