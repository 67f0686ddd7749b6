internal import ClinicalNotesPolicy
internal import Foundation

/// A file of house rules in JSON.
struct HouseFile {
    let path: String

    /// The rules; a file that cannot be read, or in which a key stands twice, is refused as a whole.
    func rules() throws(InputRefusal) -> HouseRules {
        let file = InputFile(path: path)
        let contents = try file.contents()
        do {
            try RequestShape.refuseTwice(in: try JSONReader.value(of: Array(contents)))
            return try JSONDecoder().decode(HouseRules.self, from: contents)
        } catch {
            throw InputRefusal(error).at(file.name)
        }
    }
}

extension Policy {
    /// The policy with rules more, if there is room for them.
    func adding(_ rules: HouseRules, from place: String) throws(InputRefusal) -> Policy {
        do {
            return try adding(decoded: rules)
        } catch {
            throw InputRefusal(place: place, path: "rules", message: "more rules than a policy takes")
        }
    }
}
