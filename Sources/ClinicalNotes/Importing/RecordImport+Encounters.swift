internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

extension RecordImport {
    /// Keeps the labels of encounters with what decides about their patients' notes.
    ///
    /// - Returns: Why that could not be, by the positions of the encounters.
    func importEncounters(
        _ patients: [ImportOutcome<PatientID>]
    ) async throws(NotesError) -> [Int: NotesError] {
        var refused: [Int: NotesError] = [:]
        var labeled: [PatientID: [(position: Int, records: [LabeledRecord])]] = [:]
        for (position, encounter) in records.encounters.enumerated() {
            if encounter.subjects.isEmpty { refused[position] = NotesError(.notFound, at: "subjects") }
            let records = encounter.names.map { LabeledRecord(encounter: $0, labels: encounter.labels) }
            for subject in encounter.subjects {
                guard patients.indices.contains(subject), patients[subject].refusal == nil else {
                    refused[position] = NotesError(.notFound, at: "subjects")
                    continue
                }
                guard let patient = patients[subject].made else { continue }
                labeled[patient, default: []].append((position, records))
            }
        }
        guard !isDryRun else { return refused }
        for (patient, found) in labeled.sorted(by: { $0.key < $1.key }) {
            do throws(NotesError) {
                try await label(patient, with: found.flatMap(\.records))
            } catch  where [.notFound, .tampered].contains(error.code) {
                for (position, _) in found { refused[position] = error }
            }
        }
        return refused
    }

    /// Lets labels reach the imported notes of a patient; whoever may add to the record may, since they open nothing.
    @discardableResult
    func label(
        _ patient: PatientID,
        with records: [LabeledRecord]
    ) async throws(NotesError) -> ImportOutcome<PatientID> {
        try await core.inTime {
            let keys = try await core.tenantKeys()
            var contention = Contention(core)
            defer { contention.end() }
            while true {
                let importer = try await importer()
                let view = try await core.view([patient.owner: []]).owners[patient.owner]?
                    .ifRecord(of: patient)
                let absent = NotesError(.notFound, at: "subjects")
                // Decided before anything is told of the record.
                let decision = try await requireImport(for: patient, view?.aggregate, orElse: absent)
                guard let view else { throw absent }
                var after = view.aggregate
                after.take(records)
                guard after != view.aggregate else { return .unchanged(patient) }
                var transaction = Transaction(core, keys: keys)
                try await core.edit(patient, in: &transaction)
                guard transaction.editors[patient.owner]?.aggregate == view.aggregate else {
                    try await contention.overtaken(at: [patient.owner])
                    continue
                }
                try await core.label(patient, with: records, in: &transaction)
                for owner in transaction.editors.keys.sorted() {
                    transaction.record(
                        importer.entry(
                            .importing,
                            .importRecords,
                            on: .owner(owner),
                            decision: decision,
                            at: transaction.now
                        )
                    )
                }
                transaction.expect(importer.state.current.guardExpectation)
                switch try await core.commit(try transaction.batch(receipt: nil)) {
                case .committed:
                    try await core.keep(.labeled(patient))
                    return .changed(patient, from: view.epoch, to: view.epoch + 1)
                case .conflict(let moved):
                    let changed = Set(transaction.editors.keys).intersection(moved.map(\.owner))
                    try await contention.overtaken(at: changed)
                case .outcomeUnknown: throw NotesError(.outcomeUnknown)
                }
            }
        }
    }
}
