internal import ClinicalNotes

/// Why each member sees what they see: read from the audit log, where every decision stands with its rules.
struct Reasons {
    private struct Question: Hashable {
        let principal: PrincipalID
        let compartment: Compartment
        let outcome: AuditEntry.Outcome
    }

    private var counts: [Question: [String: Int]] = [:]
    private let policy: Policy

    /// Reads the whole audit log.
    ///
    /// - Parameters:
    ///   - vault: The vault.
    ///   - notes: All notes of the practice.
    ///   - policy: What was decided by.
    /// - Throws: `NotesError`.
    init(in vault: NoteVault, about notes: [NoteID: Compartment], by policy: Policy) async throws {
        self.policy = policy
        try await vault.checkpoint()
        var position: UInt64? = 0
        while let start = position {
            let page = try await vault.auditEntries(from: start)
            for entry in page.entries { count(entry, notes) }
            position = page.next
        }
    }

    /// Why a member sees notes of a compartment, or does not; the most frequent reason first.
    func why(_ member: Member, _ compartment: Compartment, _ outcome: AuditEntry.Outcome) -> [Reason] {
        let question = Question(principal: member.principal, compartment: compartment, outcome: outcome)
        return (counts[question] ?? [:])
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { Reason($0.key, in: policy) }
    }

    private mutating func count(_ entry: AuditEntry, _ notes: [NoteID: Compartment]) {
        guard [.decision, .accessReading, .search].contains(entry.event),
            entry.action == .read || entry.action == .browse,
            let record = entry.record, let rule = entry.rules.first,
            let compartment = notes[NoteID(owner: entry.owner, record: record)]
        else { return }
        let question = Question(principal: entry.principal, compartment: compartment, outcome: entry.outcome)
        counts[question, default: [:]][rule, default: 0] += Int(entry.count)
    }
}
