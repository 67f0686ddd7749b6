internal import ClinicalNotesPolicy

/// How rules combine while facts are missing, over what each rule comes to and not over facts.
///
/// Each rule that opens or closes has three variables: it holds for certain, it holds once everything is known, it may hold;
/// each implies the next, which ``KnowledgeDiagram`` shows rule by rule. What holds for all of their values holds of every
/// decision, whichever facts are missing and however they turn out.
struct CombiningDiagram: Sendable {
    private typealias Function = DecisionDiagram.Function

    private struct Member {
        let rule: LawRule
        let must: Function
        let so: Function
        let may: Function
    }

    private var diagram: DecisionDiagram
    private let members: [Member]
    /// Whether each rule has its variables: there are at most 1,024.
    private let isComplete: Bool

    private init(_ rules: [LawRule]) {
        let combined = rules.filter { $0.kind != .duty && $0.kind != .reason }
        var diagram = DecisionDiagram(variables: 3 * combined.count)
        isComplete = diagram.variables == 3 * combined.count
        members = combined.enumerated().map { place, rule in
            Member(
                rule: rule,
                must: diagram.literal(3 * place),
                so: diagram.literal(3 * place + 1),
                may: diagram.literal(3 * place + 2)
            )
        }
        self.diagram = diagram
    }

    /// The claims of which not all hold: no permit and no denial is certain that is none once everything is known, and no
    /// permit lacks what the permission brings that decides then.
    static func broken(by rules: [LawRule]) -> [Statement] {
        var combining = CombiningDiagram(rules)
        guard combining.isComplete else { return KnowledgeDiagram.proven }
        return combining.broken()
    }

    private mutating func broken() -> [Statement] {
        let permissions = members.filter { $0.rule.kind == .permission }
        let compulsions = permissions.filter(\.rule.compelled)
        let (must, so, may) = (kinds(\.must), kinds(\.so), kinds(\.may))
        let permit = diagram.permitted(so)
        let certainPermit = diagram.permitted(.certain(must: must, may: may))
        let possiblePermit = diagram.permitted(.possible(must: must, may: may))
        let obligations = Set(permissions.flatMap(\.rule.obligations))
        let losses = obligations.map { obligation in
            let decided = diagram.choose(
                so.prohibitingInHouse,
                first(compulsions, brings: obligation),
                first(permissions, brings: obligation)
            )
            let despiteHouse = diagram.and(
                may.prohibitingInHouse,
                mayBeFirst(compulsions, brings: obligation)
            )
            let withoutHouse = diagram.without(
                mayBeFirst(permissions, brings: obligation),
                must.prohibitingInHouse
            )
            let lost = diagram.without(decided, diagram.or(despiteHouse, withoutHouse))
            return diagram.and(certainPermit, lost)
        }
        let ordered = ordered()
        let wrong = [diagram.without(certainPermit, permit), diagram.without(permit, possiblePermit)]
        let claims = zip(KnowledgeDiagram.proven, wrong.map { [$0] } + [losses])
        return claims.filter { $0.1.contains { diagram.and(ordered, $0) != .no } }.map(\.0)
    }

    /// Whether a rule of each kind holds, in one of the modes.
    private mutating func kinds(_ mode: KeyPath<Member, Function>) -> RuleKinds<Function> {
        RuleKinds(
            permitting: any(mode) { $0.kind == .permission },
            compelling: any(mode) { $0.kind == .permission && $0.compelled },
            prohibiting: any(mode) { $0.kind == .prohibition },
            prohibitingInHouse: any(mode) { $0.kind == .houseProhibition }
        )
    }

    private mutating func any(_ mode: KeyPath<Member, Function>, _ isMeant: (LawRule) -> Bool) -> Function {
        diagram.any(members.filter { isMeant($0.rule) }.map { $0[keyPath: mode] })
    }

    /// Whether the first rule that holds brings an obligation.
    private mutating func first(_ members: [Member], brings obligation: Obligation) -> Function {
        members.reversed().reduce(.no) { rest, member in
            diagram.choose(member.so, member.rule.obligations.contains(obligation) ? .yes : .no, rest)
        }
    }

    /// Whether a rule that may be the first one brings an obligation, see `CompiledRules.deciders`.
    private mutating func mayBeFirst(_ members: [Member], brings obligation: Obligation) -> Function {
        members.reversed().reduce(.no) { rest, member in
            let later = diagram.without(rest, member.must)
            return member.rule.obligations.contains(obligation) ? diagram.or(member.may, later) : later
        }
    }

    /// What is certain is so, and what is so is possible; from the last rule up, which repeats no work.
    private mutating func ordered() -> Function {
        members.reversed().reduce(.yes) { rest, member in
            let later = diagram.and(diagram.choose(member.so, member.may, .yes), rest)
            return diagram.and(diagram.choose(member.must, member.so, .yes), later)
        }
    }
}
