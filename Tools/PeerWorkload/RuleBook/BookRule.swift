internal import ClinicalNotesPolicy

/// A rule of a rule book.
package struct BookRule: Sendable {
    let rule: LawRule
}
