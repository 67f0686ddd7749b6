internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension ReaderClass {
    /// Who they are, and on a second line why they may, for people.
    var text: String {
        let who = [Self.some(roles, of: PrincipalRole.allCases), relation.description]
        let how = actions.map(\.rawValue).joined(separator: " or ")
        let purposes = Self.some(purposes, of: PurposeOfUse.allCases)
        let law = citations.map(\.description).joined(separator: "; ")
        let owing = obligations.isEmpty ? "" : ", with " + obligations.map(\.rawValue).joined(separator: ", ")
        return "\(who.filter { !$0.isEmpty }.joined(separator: ", ")): \(how) for \(purposes)\(owing)\n"
            + "    \(sentence) (\(law))"
    }

    /// The words of the values, or of those that are left out, where those are fewer.
    private static func some<Value: RawRepresentable<String> & Equatable>(
        _ values: [Value],
        of all: [Value]
    ) -> String {
        let others = all.filter { !values.contains($0) }.map(\.rawValue)
        if others.isEmpty { return "any" }
        return others.count < values.count
            ? "any but " + others.joined(separator: ", ") : values.map(\.rawValue).joined(separator: ", ")
    }
}
