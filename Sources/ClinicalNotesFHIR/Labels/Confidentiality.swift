/// How confidential a resource is said to be: the ordered codes of v3-Confidentiality.
///
/// Access never follows from this letter alone.
package enum Confidentiality: String, CaseIterable, Hashable, Comparable, Sendable {
    /// Public.
    case unrestricted = "U"
    /// De-identified with some risk left.
    case low = "L"
    /// Released by the subject outside of care.
    case moderate = "M"
    /// Clinical data under the general law.
    case normal = "N"
    /// A stricter law applies.
    case restricted = "R"
    /// Restricted further, such as by a safety threat.
    case veryRestricted = "V"

    /// Orders by strictness.
    package static func < (left: Confidentiality, right: Confidentiality) -> Bool {
        let order = allCases
        return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
}
