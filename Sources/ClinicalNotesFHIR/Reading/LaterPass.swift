/// A later look through an input, at those of its entries that are asked for.
struct LaterPass {
    private var scanner: EntryScanner
    private let limits: ImportLimits
    private let first: Int

    /// - Parameters:
    ///   - first: The number of the input's first entry.
    ///   - limits: How much is taken.
    init(first: Int, limits: ImportLimits) {
        self.first = first
        self.limits = limits
        scanner = EntryScanner(limits: limits)
    }

    /// Takes the next bytes, or says with `nil` that there are no more.
    ///
    /// Of the entries those are handed on, with their numbers, which `wants` asks for.
    mutating func take(
        _ chunk: ArraySlice<UInt8>?,
        where wants: (Int) -> Bool,
        _ body: (SourceEntry, Int) throws(FHIRError) -> Void
    ) throws(FHIRError) {
        let (first, limits) = (first, limits)
        if let chunk {
            try scanner.take(chunk) { (found) throws(FHIRError) in
                if wants(first + found.index) {
                    try body(try SourceEntry(found, limits: limits), first + found.index)
                }
            }
        } else {
            try scanner.finish { (found) throws(FHIRError) in
                if wants(first + found.index) {
                    try body(try SourceEntry(found, limits: limits), first + found.index)
                }
            }
        }
    }

    /// The number after the input's last entry so far.
    var next: Int { first + scanner.count }
}
