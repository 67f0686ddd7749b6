internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension ReaderClass {
    /// Who they are and why they may, on one line for people.
    var text: String {
        let who = [Self.some(roles.map(\.rawValue), of: PrincipalRole.allCases.count), relation.description]
        let how = actions.map(\.rawValue).joined(separator: " or ")
        let purposes = Self.some(purposes.map(\.rawValue), of: PurposeOfUse.allCases.count)
        let law = citations.map(\.description).joined(separator: "; ")
        let owing = obligations.isEmpty ? "" : ", with " + obligations.map(\.rawValue).joined(separator: ", ")
        return "\(who.filter { !$0.isEmpty }.joined(separator: ", ")): \(how) for \(purposes)\(owing)\n"
            + "    \(sentence) (\(law))"
    }

    /// All of the words, or how many they are, where they are nearly all.
    private static func some(_ words: [String], of count: Int) -> String {
        words.count + 4 < count ? words.joined(separator: ", ") : "any of \(words.count)"
    }
}
