/// What becomes of a note whose subject is in no input and not on record, or whose subject nobody can tell.
public enum UnknownPatients: String, CaseIterable, Hashable, Sendable {
    /// A provisional patient is put on record, as a registration desk does: known by what the note calls them, and completed
    /// when the patient's own record comes in.
    ///
    /// Each such note bears `patientProvisional` among its fallbacks, until somebody has described the patient.
    case register
    /// The note is refused, `unresolvedReference`.
    case refuse
}
