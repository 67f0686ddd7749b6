internal import ClinicalNotesModel

/// Who a principal can be with regard to a note: the patient, somebody in the patient's place, an author,
/// somebody whom a document names, or anybody else.
struct ReaderIdentity {
    let id: PrincipalID
    let isAuthor: Bool
    /// Whether it is the patient, of those who act as one.
    let isPatient: Bool?
    /// Whether they act for the patient, of those who act for somebody.
    let represents: Bool?
    let isNamed: Bool

    /// What can be said of an identity.
    private enum Trait: CaseIterable { case isPatient, represents, isAuthor, isNamed }

    /// The fewest words that fit these identities and no others, or those that all of them have in common.
    static func relation(of identities: [ReaderIdentity], among all: [ReaderIdentity]) -> ReaderRelation {
        guard let one = identities.first else { return ReaderRelation() }
        func fitting(_ traits: [Trait]) -> [ReaderIdentity] {
            all.filter { other in traits.allSatisfy { one.shares($0, with: other) } }
        }
        let shared = Trait.allCases.filter { trait in identities.allSatisfy { one.shares(trait, with: $0) } }
        let subsets = (0..<1 << shared.count).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
            .map { bits in shared.indices.filter { bits >> $0 & 1 == 1 }.map { shared[$0] } }
        let said = subsets.first { fitting($0).count == identities.count } ?? shared
        var relation = ReaderRelation()
        for trait in said {
            switch trait {
            case .isPatient: relation.isPatient = one.isPatient
            case .represents: relation.represents = one.represents
            case .isAuthor: relation.isAuthor = one.isAuthor
            case .isNamed: relation.named = one.isNamed ? [.principal(one.id)] : []
            }
        }
        return relation
    }

    /// Whether another identity has a trait as this one does; that somebody is not named says nothing of anybody.
    private func shares(_ trait: Trait, with other: ReaderIdentity) -> Bool {
        switch trait {
        case .isPatient: isPatient == other.isPatient
        case .represents: represents == other.represents
        case .isAuthor: isAuthor == other.isAuthor
        case .isNamed: !isNamed || id == other.id
        }
    }
}
