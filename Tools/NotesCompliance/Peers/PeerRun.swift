internal import ClinicalNotesPolicy
internal import Foundation
internal import PeerWorkload

/// One run through the peers' workload.
struct PeerRun {
    private let rules = PeerRules()
    private let decoder = JSONDecoder()
    private var answers: LineWriter
    private(set) var tally = PeerTally()

    init(writing answers: LineWriter) {
        self.answers = answers
        for axis in rules.book.vocabulary.axes { tally.openedWithUnknown[axis.description] = 0 }
        for column in PeerColumn.allCases { tally.openedWithUnknown[column.rawValue] = 0 }
    }

    /// Answers every request, from the facts on its line.
    mutating func answerRequests(of file: InputFile, expecting expected: ExpectedAnswers?) throws {
        let axes = rules.book.vocabulary.axes
        try file.forEachLine { bytes in
            let id = try JSONReader.id(of: bytes)
            let request = try decode(PeerRequest.self, bytes)
            var facts = rules.facts(of: request.question)
            rules.add(request.note, to: &facts)
            let decision = rules.book.decide(facts)
            let answer = PeerAnswer(decision)
            try answers.print(answer.json(id: id))
            tally.requests.count(expected.map { answer.agrees(with: $0[id]) }, id: id)
            guard decision.effect != .permit else { return }
            for axis in axes {
                var facts = facts
                rules.book.vocabulary.forget(axis, in: &facts)
                if rules.book.decide(facts).effect == .permit {
                    tally.openedWithUnknown[axis.description, default: 0] += 1
                }
            }
        }
    }

    /// Answers every list question, over all notes.
    mutating func answerLists(of file: InputFile, over entities: InputFile) throws {
        let world = try self.world(of: entities)
        try file.forEachLine { bytes in
            let id = try JSONReader.id(of: bytes)
            var question = try decode(PeerListQuestion.self, bytes)
            guard let principal = world.principals[question.question.principal] else {
                throw InputRefusal(path: "principal", message: "nobody of that name is among the entities")
            }
            if question.question.role == .unknown { question.question.role = principal.role }
            try answer(question, id: id, by: principal, over: world.notes)
        }
    }

    /// Writes the summary.
    mutating func finish() throws {
        try answers.print(tally.json)
        try answers.flush()
    }

    private mutating func answer(
        _ question: PeerListQuestion,
        id: JSONValue,
        by principal: PeerPrincipal,
        over notes: [PeerNote]
    ) throws {
        var list = PeerList(question.question, under: rules)
        let verdicts = notes.map { list.judge(PeerNoteFacts(of: $0, for: principal)) }
        func selected(_ isSelected: (PeerList.Verdict) -> Bool) -> [String] {
            zip(notes, verdicts).filter { isSelected($1) }.map(\.0.id)
        }
        let allowed = selected(\.isAllowed)
        try answers.print(.object(["id": id, "allowed": .strings(allowed)]))
        let wanted = question.allowed ?? allowed
        tally.lists.count(question.allowed.map { $0 == allowed }, id: id)
        tally.certainAlone += selected(\.isCertain) == wanted ? 1 : 0
        tally.possibleAlone += selected(\.isPossible) == wanted ? 1 : 0
        for column in PeerColumn.allCases {
            for (note, verdict) in zip(notes, verdicts) where !verdict.isAllowed {
                let without = list.judge(PeerNoteFacts(of: note, for: principal, without: column))
                if without.isAllowed || without.isCertain || without.isPossible {
                    tally.openedWithUnknown[column.rawValue, default: 0] += 1
                }
            }
        }
    }

    private func world(of file: InputFile) throws(InputRefusal) -> PeerWorld {
        let contents = Array(try file.contents())
        do {
            return try decode(PeerWorld.self, contents)
        } catch {
            throw error.at(file.name)
        }
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws(InputRefusal) -> Value
    {
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch {
            throw InputRefusal(error)
        }
    }
}
