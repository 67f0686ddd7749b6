internal import ClinicalNotesStorage

/// Findings as they come; beyond the limit they are only counted.
struct FindingList {
    private(set) var findings: [StoreReport.Finding] = []
    private(set) var unlisted = 0

    /// How many there are.
    var count: Int { findings.count + unlisted }

    mutating func add(_ finding: StoreReport.Finding) {
        if findings.count < StoreReport.findingLimit {
            findings.append(finding)
        } else {
            unlisted += 1
        }
    }

    mutating func add(_ kind: StoreReport.Finding.Kind, _ key: RecordKey) {
        add(StoreReport.Finding(kind, key))
    }

    mutating func add(_ other: FindingList) {
        for finding in other.findings { add(finding) }
        unlisted += other.unlisted
    }
}
