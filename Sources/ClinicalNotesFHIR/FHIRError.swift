/// Why FHIR input, or one entry of it, is refused.
///
/// Carries the entry's index, the element's path and the byte's offset; never content, names,
/// identifiers or words of the input.
public struct FHIRError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let code: Code

    /// The index of the entry in the bundle, or of the line among the lines that are not blank; from 0.
    public let entry: Int?

    /// The element, such as `DocumentReference.content[0].attachment.data`, made of names of the standard only.
    public let path: String?

    /// The offset of the byte, from 0: in the input, or in the decoded attachment if the path ends in `data`.
    public let offset: Int?

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: What is wrong.
    ///   - entry: The index of the entry.
    ///   - path: The element, in names of the standard only.
    ///   - offset: The offset of the byte.
    public init(_ code: Code, entry: Int? = nil, path: String? = nil, offset: Int? = nil) {
        self.code = code
        self.entry = entry
        self.path = path
        self.offset = offset
    }

    /// The code and where it applies.
    public var description: String {
        var parts = ["\(code)"]
        if let entry { parts.append("entry \(entry)") }
        if let path { parts.append(path) }
        if let offset { parts.append("byte \(offset)") }
        return "FHIRError(\(parts.joined(separator: ", ")))"
    }

    func inEntry(_ index: Int) -> FHIRError { FHIRError(code, entry: index, path: path, offset: offset) }
}
