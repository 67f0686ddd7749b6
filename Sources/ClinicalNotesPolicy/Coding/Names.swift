internal import ClinicalNotesModel

/// Gives each name an identifier; the same name always gets the same one, so that house rules can name who requests name.
///
/// Thirty-two hexadecimal digits are an identifier themselves. That of another name tells it apart from others; it does not
/// authenticate, and has nothing to do with identifiers of a vault.
enum Names {
    static func identifier(_ name: String) -> Bytes16 {
        if let identifier = Bytes16(hex: name) { return identifier }
        var (high, low) = (StableHash(), StableHash())
        high.combine(name)
        low.combine("name")
        low.combine(name)
        return Bytes16(high: high.word, low: low.word)
    }
}
