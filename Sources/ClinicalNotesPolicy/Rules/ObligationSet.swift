/// Obligations as bits, in the order of the vocabulary.
struct ObligationSet: Sendable {
    private static let all = Obligation.allCases

    private var bits: UInt64 = 0

    init() {}

    init(_ obligations: [Obligation]) {
        precondition(Self.all.count <= UInt64.bitWidth)
        for (number, obligation) in Self.all.enumerated() where obligations.contains(obligation) {
            bits |= 1 << UInt64(number)
        }
    }

    mutating func formUnion(_ other: ObligationSet) { bits |= other.bits }

    func contains(_ obligation: Obligation) -> Bool { obligations.contains(obligation) }

    /// The members in the order of the vocabulary.
    var obligations: [Obligation] {
        var out: [Obligation] = []
        var rest = bits
        while rest != 0 {
            out.append(Self.all[rest.trailingZeroBitCount])
            rest &= rest - 1
        }
        return out
    }
}
