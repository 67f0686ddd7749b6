extension CompiledRules {
    /// How what fired combines: prohibitions override, law that compels overrides the host's own, and what
    /// nothing permits is denied.
    func effect(of fired: Fired) -> Effect {
        let permitted = fired.must.intersection(permissions)
        let possible = fired.may.intersection(permissions)
        let compelled = !permitted.intersection(compulsions).isEmpty
        let maybeCompelled = !possible.intersection(compulsions).isEmpty
        let houseMay = !fired.may.intersection(houseProhibitions).isEmpty
        let houseMust = !fired.must.intersection(houseProhibitions).isEmpty
        if fired.may.intersection(prohibitions).isEmpty,
            compelled || (!permitted.isEmpty && !houseMay)
        {
            return .permit
        }
        if !fired.must.intersection(prohibitions).isEmpty || possible.isEmpty
            || (!maybeCompelled && houseMust)
        {
            return .deny
        }
        return .undetermined
    }

    /// The axes that would settle what may have fired.
    func unknown(_ fired: Fired, _ facts: FactWords) -> [Axis] {
        var out = [Axis]()
        for number in fired.may.subtracting(fired.must).numbers {
            for axis in unknown(number, facts) where !out.contains(axis) { out.append(axis) }
        }
        return out
    }
}
