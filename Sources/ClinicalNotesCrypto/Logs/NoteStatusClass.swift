/// Where a note is in its life, as an owner's directory has it: enough to leave drafts and withdrawn notes out of a list.
///
/// The raw values are part of the formats and never change.
package enum NoteStatusClass: UInt8, CaseIterable, Hashable, Sendable {
    /// Not signed yet.
    case draft = 1
    /// Signed in any way.
    case final = 2
    /// Entered in error.
    case withdrawn = 3
}
