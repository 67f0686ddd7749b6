/// Tells a coder that works for ``FieldCoder`` from any other.
struct FieldCoderMark: Sendable {
    static let key = CodingUserInfoKey(rawValue: "clinical-notes.field-coder")

    static func isPresent(in userInfo: [CodingUserInfoKey: Any]) -> Bool {
        guard let key else { return false }
        return userInfo[key] is FieldCoderMark
    }
}
