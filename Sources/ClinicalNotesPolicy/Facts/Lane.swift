/// Which law a request falls under, from what is asked, why and by whom.
package enum Lane: Int, CaseIterable, AxisValue {
    /// Writing and keeping the record, and the patient's rights beside access.
    case recordKeeping
    /// The patient, or somebody in the patient's place, for the own record.
    case access
    /// A copy that the patient directs to somebody, 45 CFR 164.524(c)(3)(ii).
    case directed
    /// Everybody else: use inside, disclosure outside.
    case thirdParty

    package var ordinal: Int { rawValue }
}
