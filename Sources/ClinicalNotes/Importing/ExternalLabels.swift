package import ClinicalNotesModel

/// The security labels of a source's record, and where they put the notes that they reach.
package struct ExternalLabels: Hashable, Sendable {
    /// The labels, in the source's order.
    package var written: [SecurityLabel]
    /// The compartment that they put a note in.
    package var compartment: Compartment
    /// A stricter one that it may belong to, such as because of a label that nobody knows.
    package var proposedCompartment: Compartment?

    /// No labels.
    package static let none = ExternalLabels([])

    /// Describes the labels of a record.
    ///
    /// - Parameters:
    ///   - written: The labels, in the source's order.
    ///   - compartment: The compartment that they put a note in.
    ///   - proposedCompartment: A stricter one that it may belong to.
    package init(
        _ written: [SecurityLabel],
        compartment: Compartment = .general,
        proposedCompartment: Compartment? = nil
    ) {
        self.written = written
        self.compartment = compartment
        self.proposedCompartment = proposedCompartment
    }
}

extension ExternalLabels {
    /// The strictest compartment that they ask for.
    var strictest: Compartment { compartment.joined(with: proposedCompartment ?? compartment) }

    /// Whether others would add nothing.
    func covers(_ other: ExternalLabels) -> Bool {
        var union = self
        union.formUnion(other)
        return union == self
    }

    /// Adds labels; of two compartments the stricter counts.
    mutating func formUnion(_ other: ExternalLabels) {
        written = (written + other.written).uniqued
        compartment = compartment.joined(with: other.compartment)
        if let proposed = other.proposedCompartment {
            proposedCompartment = proposedCompartment?.joined(with: proposed) ?? proposed
        }
    }
}
