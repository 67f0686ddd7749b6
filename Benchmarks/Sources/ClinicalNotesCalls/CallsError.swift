/// Why nothing can be measured.
struct CallsError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
