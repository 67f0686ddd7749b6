/// Why FHIR input, or one entry of it, is refused.
///
/// Carries the entry's index, the element's path and the byte's offset; never content, names,
/// identifiers or words of the input.
public struct FHIRError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let code: Code

    /// The index of the input, if several are read together; from 0.
    public let input: Int?

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
    ///   - input: The index of the input, if several are read together.
    ///   - entry: The index of the entry.
    ///   - path: The element, in names of the standard only.
    ///   - offset: The offset of the byte.
    public init(
        _ code: Code,
        input: Int? = nil,
        entry: Int? = nil,
        path: String? = nil,
        offset: Int? = nil
    ) {
        self.code = code
        self.input = input
        self.entry = entry
        self.path = path
        self.offset = offset
    }

    /// The code and where it applies.
    public var description: String {
        var parts = ["\(code)"]
        if let input { parts.append("input \(input)") }
        if let entry { parts.append("entry \(entry)") }
        if let path { parts.append(path) }
        if let offset { parts.append("byte \(offset)") }
        return "FHIRError(\(parts.joined(separator: ", ")))"
    }

    /// The same error of an entry.
    func at(input: Int?, entry: Int) -> FHIRError {
        FHIRError(code, input: input, entry: entry, path: path, offset: offset)
    }

    /// The same error about a whole input of several.
    func inInput(_ input: Int?) -> FHIRError {
        FHIRError(code, input: input, entry: entry, path: path, offset: offset)
    }

    /// The same error of a text that begins further on in the input.
    func moved(by bytes: Int) -> FHIRError {
        FHIRError(code, input: input, entry: entry, path: path, offset: offset.map { $0 + bytes })
    }
}
