/// Facts of the host's own as bits: two for each, that it may be false and that it may be true.
///
/// As facts it holds what is possible; as a term it holds what must be absent.
struct HostWords: Sendable {
    /// How many facts of its own a host's rules can name; one beyond them is never known.
    static let capacity = 128
    private static let words = 4

    private var bits = InlineArray<4, UInt64>(repeating: 0)
    private var known = InlineArray<4, UInt64>(repeating: 0)
    /// The term asks for a fact beyond the capacity.
    private var asksBeyond = false

    /// What is possible in a request.
    init(of request: borrowing AccessRequest, asking tests: [HouseTest]) {
        for (number, test) in tests.enumerated() {
            let truth = test.hostTruth(in: request)
            let shift = UInt64(2 * number & 63)
            bits[number >> 5] |= UInt64(truth.bits) << shift
            if truth != .unknown { known[number >> 5] |= 3 << shift }
        }
    }

    /// What must be absent for these tests to hold.
    init(forbidding tests: [HouseTest], of all: [HouseTest]) {
        for test in tests where test.fact.isHosts {
            guard let number = all.firstIndex(where: { $0.asksAsMuch(as: test) }) else {
                asksBeyond = true
                continue
            }
            // What must hold may not be false; what must not hold may not be true.
            bits[number >> 5] |= (test.wantsTrue ? 1 : 2) << UInt64(2 * number & 63)
        }
    }

    /// Whether the term holds whatever the unknown facts turn out to be.
    func must(_ term: borrowing HostWords) -> Bool {
        var found: UInt64 = 0
        for word in 0..<Self.words { found |= bits[word] & term.bits[word] }
        let isBeyond = term.asksBeyond
        return found == 0 && !isBeyond
    }

    /// Whether the term may hold.
    func may(_ term: borrowing HostWords) -> Bool {
        var found: UInt64 = 0
        for word in 0..<Self.words { found |= bits[word] & known[word] & term.bits[word] }
        return found == 0
    }
}
