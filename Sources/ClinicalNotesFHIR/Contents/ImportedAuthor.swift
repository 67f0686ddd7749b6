/// Somebody or something that the input names as an author.
package struct ImportedAuthor: Hashable, Sendable {
    /// What the input calls it, if it has a name or a number there.
    package let key: ReferenceKey?
    /// How the input tells it to a reader.
    package let name: String
    /// The numbers that are said of it.
    package let identifiers: [ImportedIdentifier]
    /// Whether `name` is a name, and not only what the input refers by.
    var isNamed = true
    /// What the input refers by, the same whether or not anything of it came along.
    var reference: ReferenceKey?
}

extension ImportedAuthor: CustomStringConvertible {
    /// A fixed word; never a name.
    package var description: String { "ImportedAuthor" }
}
