import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage

@testable import ClinicalNotes

/// A call on a store that does nothing wrong: what is right.
struct FaultTruth: Sendable {
    let answer: FaultedAnswer
    let before: FaultedLook
    let after: FaultedLook
    let counts: [RecordCollection: Int]
    /// What the audit log tells of once everything was looked at.
    let entries: [String: Int]

    init(of call: FaultedCall, in practice: FaultedPractice, before: FaultedLook) async throws {
        self.before = before
        let visit = try await practice.visit(timeout: .seconds(300))
        answer = await FaultedAnswer { try await call.make(visit) }
            .hidingIdentifiers(but: practice.identifiers)
        after = await visit.look()
        entries = try await visit.entries()
        counts = visit.counts()
    }

    static func before(_ practice: FaultedPractice) async throws -> FaultedLook {
        try await practice.visit(timeout: .seconds(300)).look()
    }
}

/// One fault in one call.
struct FaultTrial: Sendable, CustomStringConvertible {
    let fault: StoreFault
    let call: FaultedCall
    /// Which call to the store is struck; each, if `nil`.
    let position: Int?
    let seed: UInt64

    /// What came of it.
    struct Result: Sendable {
        let trial: FaultTrial
        /// How many calls to the store could have been struck.
        var calls = 0
        /// `nil` where the fault found nothing to change.
        var noticed: FaultGuard?
        var first: FaultedAnswer?
        /// What must not be.
        var wrong: [String] = []
    }

    private static let contended: Set<String> = [
        "makes conflicts up", "denies a commit", "forgets a refusal", "forgets a commit",
    ]

    /// Whether what a store answers again and again becomes part of the audit log's tree, which keeps what stood there.
    private var isKept: Bool { call.name == "checkpoint" && position == nil && fault.answersWrongly }

    static let haste: Duration = .seconds(3)

    /// Whether the call is tried until its time is over.
    private var isHasty: Bool {
        fault.delays || (position == nil && (fault.answersWrongly || Self.contended.contains(fault.name)))
    }

    var description: String {
        "\(fault) in \(call) at \(position.map { "call \($0)" } ?? "every call"), seed \(seed)"
    }

    /// Makes the call while the fault strikes, and looks at what came of it and what comes after.
    func run(_ practice: FaultedPractice, _ truth: FaultTruth) async throws -> Result {
        let timeout = isHasty ? Self.haste : .seconds(300)
        let visit = try await practice.visit(seed: seed, timeout: timeout)
        var result = Result(trial: self)
        visit.store.arm(fault, on: position.map { .call($0) } ?? .everyCall)
        let begin = ContinuousClock().now
        let raw = await FaultedAnswer { try await call.make(visit) }
        let time = begin.duration(to: ContinuousClock().now)
        let count = visit.store.disarm()
        await visit.store.settle()
        let first = raw.hidingIdentifiers(but: practice.identifiers)
        (result.calls, result.first) = (count.calls, first)
        if time > Self.haste * 4 + .seconds(60) { result.wrong.append("took \(time)") }
        guard count.strikes > 0 else {
            if first != truth.answer { result.wrong.append("unharmed, and \(first)") }
            return result
        }
        let told = judge(first, truth, &result)
        let calm = isHasty ? try await visit.afresh() : visit
        try await after(told, raw, visit, calm, truth, &result)
        return result
    }

    /// Whether a call that was struck did what was asked, as far as it says.
    private func judge(_ first: FaultedAnswer, _ truth: FaultTruth, _ result: inout Result) -> Bool {
        guard first != truth.answer else { return true }
        result.noticed = .atOnce
        switch first {
        case .failed(let code) where fault.codes.contains(code): break
        case .told where call.name == "audit entries" && fault.name == "answers another record":
            // Another entry of the log: that it stands elsewhere is for a verification to say.
            result.noticed = .verification
        case .failed, .refused, .told:
            if fault.hides, first.isLess(than: truth.answer) {
                result.noticed = .absent
            } else {
                result.wrong.append("\(first) in place of \(truth.answer)")
            }
        case .untyped: result.wrong.append("\(first)")
        }
        return false
    }

    /// Looks at what is there after the fault, and repeats the call.
    private func after(
        _ isTold: Bool,
        _ first: FaultedAnswer,
        _ visit: FaultedVisit,
        _ calm: FaultedVisit,
        _ truth: FaultTruth,
        _ result: inout Result
    ) async throws {
        let look = await calm.look()
        let entries = try await visit.entries()
        let isRecorded = truth.entries.allSatisfy { entries[$0.key, default: 0] >= $0.value }
        check(look, "the next look", truth, &result)
        let report = try? await calm.clinic.vault.verify()
        if fault.leavesStoreWhole {
            if isTold, !isRecorded { result.wrong.append("no entry") }
            try await goesOn(isTold, first, visit, truth, &result)
            if report?.isConsistent != true, !isKept {
                result.wrong.append("a false alarm: \(report?.findings.first.map { "\($0)" } ?? "none")")
            }
            if isTold { result.noticed = .harmless }
            return
        }
        let fresh = try await visit.afresh()
        let later = await fresh.look()
        check(later, "a look of another process", truth, &result)
        let others = try? await fresh.clinic.vault.verify()
        let isSilent = report?.isConsistent == true && others?.isConsistent == true
        let isRight = later == truth.after && visit.counts() == truth.counts && isRecorded
        if isTold {
            if look.hasNewFailure(beside: truth) {
                result.noticed = .nextLook
            } else if !isSilent {
                result.noticed = .verification
            } else {
                result.noticed = isRight ? .harmless : .kitOnly
            }
        }
        // Whatever became of the store, a repeat is right or says why not.
        let repeated = await FaultedAnswer { try await call.make(fresh) }
            .hidingIdentifiers(but: visit.practice.identifiers)
        if repeated != truth.answer, !repeated.says(Self.damage), isSilent {
            result.wrong.append("repeated: \(repeated)")
        }
    }

    /// What a store that is not whole may be told as.
    private static let damage: Set<NotesError.Code> = [.tampered, .rolledBack, .timedOut]

    /// A vault works again once its store does: a repeat is carried out once.
    private func goesOn(
        _ isTold: Bool,
        _ first: FaultedAnswer,
        _ visit: FaultedVisit,
        _ truth: FaultTruth,
        _ result: inout Result
    ) async throws {
        var second = await FaultedAnswer { try await call.make(visit) }
        var tries = 0
        // A hasty vault on a busy machine.
        while second.says([.timedOut, .outcomeUnknown]), isHasty, tries < 20 {
            second = await FaultedAnswer { try await call.make(visit) }
            tries += 1
        }
        if second.hidingIdentifiers(but: visit.practice.identifiers) != truth.answer {
            result.wrong.append("repeated: \(second) in place of \(truth.answer)")
        }
        if isTold, call.writes, second != first { result.wrong.append("repeated as another: \(second)") }
        if visit.counts() != truth.counts {
            result.wrong.append("other records: \(visit.counts().differences(from: truth.counts))")
        }
        let fresh = try await visit.afresh()
        let later = await fresh.look()
        for line in later.keys.sorted() where later[line] != truth.after[line] {
            result.wrong.append("later, \(line): \(later[line].map { "\($0)" } ?? "")")
        }
        let report = try? await fresh.clinic.vault.verify()
        if report?.isConsistent != true, !isKept {
            result.wrong.append("later, found: \(report?.findings.first.map { "\($0)" } ?? "none")")
        }
    }

    /// Each line says what was there before or what is there after, or says that it cannot say.
    private func check(_ look: FaultedLook, _ name: String, _ truth: FaultTruth, _ result: inout Result) {
        for (line, answer) in look.sorted(by: { $0.key < $1.key })
        where answer != truth.before[line] && answer != truth.after[line] {
            if !fault.leavesStoreWhole {
                if case .failed(let code) = answer, Self.damage.contains(code) { continue }
                if let after = truth.after[line], answer.isLess(than: after) { continue }
            }
            result.wrong.append("\(name), \(line): \(answer)")
        }
    }
}

extension FaultedAnswer {
    func says(_ codes: Set<NotesError.Code>) -> Bool {
        if case .failed(let code) = self { codes.contains(code) } else { false }
    }

    /// Whether it tells a part of what another one tells, or that there is nothing.
    func isLess(than other: FaultedAnswer) -> Bool {
        switch (self, other) {
        case (.told(let less), .told(let whole)):
            Set(less.split(separator: "; ")).isSubset(of: whole.split(separator: "; "))
                || Int(less).flatMap { less in Int(whole).map { less < $0 } } ?? false
        case (.failed(let code), _):
            [.notFound, .notEnrolled, .practiceMissing, .unfounded].contains(code)
        case (.refused, _): true
        default: false
        }
    }
}

extension FaultedLook {
    /// Whether a line fails that neither failed before nor fails after.
    func hasNewFailure(beside truth: FaultTruth) -> Bool {
        contains { line, answer in
            guard case .failed = answer else { return false }
            return answer != truth.before[line] && answer != truth.after[line]
        }
    }
}

extension [RecordCollection: Int] {
    fileprivate func differences(from other: [RecordCollection: Int]) -> [String] {
        Set(keys).union(other.keys).sorted().compactMap { key in
            let (mine, theirs) = (self[key] ?? 0, other[key] ?? 0)
            return mine == theirs || key == .audit ? nil : "\(key.rawValue): \(mine) for \(theirs)"
        }
    }
}
