/// Which discipline writes a note, an axis of the LOINC document codes.
package enum NoteDiscipline: String, CaseIterable, Hashable, Sendable, Codable {
    /// Mental health in general.
    case mentalHealth = "mental-health"
    /// Psychiatry.
    case psychiatry
    /// Psychology.
    case psychology
    /// Social work.
    case socialWork = "social-work"
    /// Addiction medicine.
    case addictionMedicine = "addiction-medicine"
}
