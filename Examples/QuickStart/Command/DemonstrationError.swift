/// Why the demonstration cannot go on, in a sentence for the one who started it.
struct DemonstrationError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
