internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Which of several states of one record that come together is the newest.
struct KeyedStates {
    /// A state of a record.
    struct State {
        let key: PersonIdentifier
        let version: ExternalVersion?
        /// The same where the states say the same.
        let content: Digest
    }

    private var newest: [Int: Int] = [:]
    /// The positions of those of which nothing tells which is the newest, though they differ.
    private(set) var conflicting: Set<Int> = []

    /// Compares records in their order; one without a key stands for itself.
    init(_ states: [State?]) {
        let positions = states.indices.filter { states[$0] != nil }
        for group in Dictionary(grouping: positions, by: { states[$0]?.key }).values where group.count > 1 {
            guard let last = Self.newest(group, of: states) else {
                conflicting.formUnion(group)
                continue
            }
            for position in group where position != last { newest[position] = last }
        }
    }

    /// The position of the newest state of the same record; `nil` if that is this one, or nothing tells.
    func newest(of position: Int) -> Int? { newest[position] }

    private static func newest(_ group: [Int], of states: [State?]) -> Int? {
        group.first { position in
            group.allSatisfy { other in
                guard other != position, let one = states[position], let another = states[other] else {
                    return true
                }
                let isOlder = another.version.flatMap { version in one.version.flatMap(version.isOlder) }
                return isOlder ?? (one.content == another.content)
            }
        }
    }
}
