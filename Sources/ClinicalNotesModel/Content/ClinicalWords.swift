/// Words for a note: a literal, a string such as a form gives, or text that is wiped already.
///
/// Whatever takes words takes any of these, and copies them into a ``ClinicalText`` of its own. The memory of a `String` is
/// its holder's: nobody wipes it. Types of one item, such as ``ProgressSummary``, are no words: an item that 45 CFR 164.501
/// excludes from a psychotherapy note cannot be given to one.
public protocol ClinicalWords: Sendable {
    /// The words, wiped when released.
    var clinicalText: ClinicalText { get }
}

extension ClinicalText: ClinicalWords {
    /// The text itself.
    public var clinicalText: ClinicalText { self }
}

extension String: ClinicalWords {
    /// A copy that is wiped.
    public var clinicalText: ClinicalText { ClinicalText(self) }
}

extension Substring: ClinicalWords {
    /// A copy that is wiped.
    public var clinicalText: ClinicalText { ClinicalText(String(self)) }
}
