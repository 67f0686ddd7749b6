import ClinicalNotes
import Testing

/// Alters a store again and again, and asks every time whether it is noticed.
struct TamperingHarness {
    let practice: TamperedPractice
    /// A vault whose keys are open, on a store that is altered under it.
    private let auditor: NoteVault
    private let store: TamperingStore
    private(set) var tried = 0
    private(set) var missed: [String] = []
    private(set) var kinds: Set<String> = []

    init(_ practice: TamperedPractice) async throws {
        self.practice = practice
        store = TamperingStore(practice.image)
        auditor = try await TamperedPractice.open(
            store,
            practice.keys,
            practice.directory,
            practice.anchor
        )
    }

    /// Verifies an altered store; whatever was altered must be found.
    @discardableResult
    mutating func expectNoticed(_ image: StoreImage, _ name: @autoclosure () -> String) async throws
        -> StoreReport
    {
        tried += 1
        store.image = image
        let report = try await auditor.verify()
        if report.isConsistent { missed.append(name()) }
        for finding in report.findings { kinds.insert(finding.kind.description) }
        return report
    }

    /// Tries alterations of single records.
    ///
    /// Owners are judged one by one, so one in each is tried at once, and every
    /// one of them must be named; those of the audit log are tried one by one.
    mutating func expectNoticed(each alterations: [(RecordKey, String, (inout StoreImage) -> Void)])
        async throws
    {
        var waiting: [OwnerID: [(RecordKey, String, (inout StoreImage) -> Void)]] = [:]
        for alteration in alterations {
            let key = alteration.0
            if Self.isOfLog(key) {
                var altered = practice.image
                alteration.2(&altered)
                try await expectNoticed(altered, "\(alteration.1) \(key)")
            } else {
                waiting[key.owner, default: []].append(alteration)
            }
        }
        while !waiting.isEmpty {
            var altered = practice.image
            var names: [OwnerID: String] = [:]
            for owner in waiting.keys {
                guard let (key, name, alter) = waiting[owner]?.popLast() else { continue }
                if waiting[owner]?.isEmpty == true { waiting[owner] = nil }
                alter(&altered)
                names[owner] = "\(name) \(key)"
            }
            tried += names.count
            store.image = altered
            let report = try await auditor.verify()
            for finding in report.findings { kinds.insert(finding.kind.description) }
            let named = Set(report.findings.compactMap(\.owner))
            missed += names.filter { !named.contains($0.key) }.values
        }
    }

    /// Reads every note from an altered store: what is handed out must be what was written, and nothing else;
    /// what cannot be read is refused as tampered.
    mutating func expectNoWrongContent(_ image: StoreImage, _ notes: [NoteID]? = nil) async throws -> Int {
        var refused = 0
        for written in practice.written where notes?.contains(written.note) ?? true {
            do {
                let text = try await practice.read(written.note, from: image)
                if text != written.text { missed.append("wrong content of \(written.note)") }
            } catch let error as NotesError where error.code == .tampered {
                refused += 1
            } catch {
                missed.append("\(written.note) failed with \(error)")
            }
        }
        return refused
    }

    /// Whether what is wrong may be known only from other owners' records, or of the log.
    static func isOfLog(_ key: RecordKey) -> Bool {
        [.audit, .auditTree, .identity].contains(key.collection)
    }
}
