internal import ClinicalNotes

/// What verifying a kept store found, in the form that `--verify --json` prints.
struct VerificationSummary: Encodable {
    /// One thing that is not as it was written; a member that does not apply is `null`.
    struct Finding: Encodable {
        let kind: String
        let owner: OwnerID?
        let record: RecordID?
        let collection: UInt8?
        /// The position in the audit log.
        let position: UInt64?
        let advice: String

        private enum CodingKeys: CodingKey {
            case kind, owner, record, collection, position, advice
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(kind, forKey: .kind)
            try container.encode(owner, forKey: .owner)
            try container.encode(record, forKey: .record)
            try container.encode(collection, forKey: .collection)
            try container.encode(position, forKey: .position)
            try container.encode(advice, forKey: .advice)
        }
    }

    /// Whether nothing is wrong and the anchor vouches that it is the newest state.
    let intact: Bool
    let findings: [Finding]
    /// How many more there are.
    let unlisted: Int
    /// Owners that could not be looked at as a whole.
    let unsettled: [OwnerID]
    /// What the anchor can promise: none, device, shared or witness.
    let anchorGrade: String
    /// Whether the anchor vouches for the newest state.
    let anchored: Bool
    /// How many audit entries are durable, but not tamper-evident yet.
    let pending: UInt64
    let records: Int
    let notes: Int
    /// How many of the notes were checked without being opened.
    let grantedNotes: Int
    let auditEntries: UInt64
    let auditVerified: Bool

    init(_ verification: Verification) {
        let report = verification.report
        intact = verification.isIntact
        findings = report.findings.map { finding in
            Finding(
                kind: finding.kind.description,
                owner: finding.owner,
                record: finding.record,
                collection: finding.collection?.rawValue,
                position: finding.position,
                advice: finding.advice
            )
        }
        unlisted = report.unlisted
        unsettled = report.unsettled
        anchorGrade = report.audit.grade.word
        anchored = report.audit.isAnchored
        pending = report.audit.pending
        records = report.records
        notes = report.notes
        grantedNotes = report.grantedNotes
        auditEntries = report.auditEntries
        auditVerified = report.audit.finding == .verified
    }

    /// A store that is not even opened: why is what was found.
    init(unopened complaint: StoreComplaint, kind: String, _ files: PracticeFiles) {
        intact = false
        findings = [
            Finding(
                kind: kind,
                owner: nil,
                record: nil,
                collection: nil,
                position: nil,
                advice: complaint.description
            )
        ]
        (unlisted, unsettled) = (0, [])
        (anchorGrade, anchored, pending) = (files.openAnchor.grade.word, false, 0)
        (records, notes, grantedNotes, auditEntries, auditVerified) = (0, 0, 0, 0, false)
    }

    /// Whether everything was looked at and nothing is wrong, whatever the anchor says.
    var isAsWritten: Bool { findings.isEmpty && unlisted == 0 && unsettled.isEmpty }

    /// The same, to be read.
    var text: String {
        ([summary, anchor] + (pending > 0 ? [waiting] : []) + findings.map(line)
            + unsettled.map { "owner \($0) was not looked at as a whole" }
            + (unlisted > 0 ? ["and \(unlisted) more findings"] : []))
            .joined(separator: "\n")
    }

    private var summary: String {
        """
        \(intact ? "Intact" : "NOT INTACT"): \(records) records, \(notes) notes (\(grantedNotes) of them checked \
        without opening), \(auditEntries) audit entries.
        """
    }

    private var anchor: String {
        "Anchor (grade \(anchorGrade)): "
            + (anchored
                ? "vouches for the newest state." : "nothing outside the store vouches for the newest state.")
    }

    private var waiting: String { "\(pending) audit entries are durable, but not tamper-evident yet." }

    private func line(_ finding: Finding) -> String {
        let place = [
            finding.owner.map { "owner \($0)" }, finding.collection.map { "collection \($0)" },
            finding.record.map { "record \($0)" }, finding.position.map { "position \($0)" },
        ]
        .compactMap(\.self).joined(separator: ", ")
        return "\(finding.kind)\(place.isEmpty ? "" : " at \(place)")\n  \(finding.advice)"
    }
}

extension AnchorGrade {
    /// The grade's name, where reports would say what having none comes to.
    fileprivate var word: String { self == .none ? "none" : description }
}
