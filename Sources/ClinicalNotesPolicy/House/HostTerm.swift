/// What a house rule asks of the host's own facts, compiled.
struct HostTerm: Sendable {
    private var wants = HostBits()
    private var rejects = HostBits()
    let isEmpty: Bool

    init(_ tests: [HouseTest], index: HostIndex) {
        var isEmpty = true
        for test in tests {
            guard let number = index.number(of: test) else { continue }
            if test.wantsTrue { wants.insert(number) } else { rejects.insert(number) }
            isEmpty = false
        }
        self.isEmpty = isEmpty
    }

    /// May hold, if the unknown facts turn out to suit.
    @inline(__always)
    func may(_ facts: HostFacts) -> Bool {
        wants.isSubset(of: facts.holds, or: facts.unknown) && rejects.isDisjoint(with: facts.holds)
    }

    /// Of a term that may hold: whether it does, whatever the unknown facts turn out to be.
    @inline(__always)
    func isCertain(_ facts: HostFacts) -> Bool {
        wants.isDisjoint(with: facts.unknown) && rejects.isDisjoint(with: facts.unknown)
    }
}
