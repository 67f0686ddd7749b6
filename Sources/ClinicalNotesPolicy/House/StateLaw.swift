/// A provision of a state's law, or of other law that may settle what a parent sees.
///
/// 45 CFR 164.502(g)(3)(ii) leaves it to law, and where law is silent to a licensed professional, whether a parent has
/// access to a minor's record; a practice's own policy cannot settle it. So ``ParentGrant`` and ``ParentRestriction``
/// rest on such a provision, which no text alone can stand for.
public struct StateLaw: Hashable, Sendable {
    /// The provision, as decisions cite it.
    public let citation: Citation

    private init(_ title: LawTitle, _ place: String) { citation = Citation(title, place) }

    /// Law of California, such as `Fam. Code 6924`.
    public static func california(_ place: String) -> StateLaw { StateLaw(.california, place) }

    /// Law of Illinois, such as `740 ILCS 110/4`.
    public static func illinois(_ place: String) -> StateLaw { StateLaw(.illinois, place) }

    /// Law of New York, such as `Mental Hyg. Law 33.16`.
    public static func newYork(_ place: String) -> StateLaw { StateLaw(.newYork, place) }

    /// Law of Texas, such as `Fam. Code 32.004`.
    public static func texas(_ place: String) -> StateLaw { StateLaw(.texas, place) }

    /// Law of any other state, or other law, with its name, such as `RCW 70.02.030`.
    public static func other(_ place: String) -> StateLaw { StateLaw(.stateLaw, place) }
}
