/// Rules of one jurisdiction that belong together; earlier rules are cited first.
struct LawPackage: Sendable {
    let name: String
    let version: String
    let rules: [LawRule]

    init(_ name: String, version: String, in jurisdiction: Jurisdiction, _ topics: [LawRule]...) {
        self.name = name
        self.version = version
        rules = topics.flatMap(\.self).map { LawRule($0, in: jurisdiction) }
    }
}
