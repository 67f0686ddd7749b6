internal import ClinicalNotesCrypto
package import ClinicalNotesModel

/// By what a source refers to somebody or something whose name it may tell.
package struct ExternalReference: Hashable, Sendable {
    /// What it refers by: the same in every state of a note, whether or not the source tells a name with it.
    package var target: PersonIdentifier
    /// Whether the words that come with it are a name, and not only the reference itself.
    ///
    /// Words that are none take nobody's name away: who was named before by the same reference keeps the name.
    package var isNamed: Bool

    /// Describes a reference.
    ///
    /// - Parameters:
    ///   - target: What it refers by.
    ///   - isNamed: Whether the words that come with it are a name.
    package init(_ target: PersonIdentifier, isNamed: Bool) {
        self.target = target
        self.isNamed = isNamed
    }
}

extension ExternalReference: DescribedByType {}

extension ExternalReference? {
    /// What tells the reference from others in a header; 0 for none.
    var mark: UInt64 {
        guard let target = self?.target else { return 0 }
        var writer = ByteWriter()
        writer.external(target)
        return Digest.of(writer.bytes).bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
