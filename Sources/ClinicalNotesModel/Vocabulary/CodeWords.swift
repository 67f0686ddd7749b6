/// How codes are printed.
enum CodeWords {
    /// The code's words, without the hyphens between them.
    static func words(of code: some RawRepresentable<String>) -> String {
        code.rawValue.split(separator: "-").joined(separator: " ")
    }
}
