internal import ClinicalNotes
internal import ClinicalNotesModel

extension StreamedImport {
    /// The notes that are imported together next, and the files that wait for them.
    private struct Window {
        var notes: [ImportedNote] = []
        var bytes = 0
        /// The files that are held, by their entries.
        var files: [Int: JSONObject] = [:]
        var bytesOfFiles = 0
        /// The notes whose files are not held, and those files.
        var waiting: Set<Int> = []
        var wanted: Set<Int> = []

        mutating func take() -> [ImportedNote] {
            defer {
                notes = []
                bytes = 0
            }
            return notes
        }
    }

    /// What became of notes that were imported together.
    private struct Committed: Sendable {
        let batch: ImportBatch
        let outcomes: [ImportOutcome<NoteID>]
        /// Those of the notes whose patients are on record provisionally.
        let provisional: Set<Int>
    }

    /// Imports the notes, those that have files after all others; they are linked with each other in any order.
    mutating func importNotes() async throws {
        meter.begin(.notes, entryCount: index.facts.count)
        var window = Window()
        try await importNotes(&window) { $0.facts[$1].state == .note }
        var room = roomForFiles
        while !window.waiting.isEmpty {
            let waiting = window.waiting
            try await hold(&window, room: room)
            window.waiting = []
            window.wanted = []
            try await importNotes(&window) { waiting.contains($1) && $0.facts[$1].state == .note }
            // Files that only together make a note need more room than one of them.
            if window.waiting == waiting { room *= 2 }
        }
    }

    /// Holds some of the files that notes wait for.
    private mutating func hold(_ window: inout Window, room: Int) async throws {
        window.files = [:]
        window.bytesOfFiles = 0
        let wanted = window.wanted
        var held = window
        try await readAgain(where: { wanted.contains($1) }) { _, entry, number in
            let bytes = entry.resource?.range.count ?? 0
            guard held.files.isEmpty || held.bytesOfFiles + bytes <= room else { return }
            held.files[number] = entry.resource
            held.bytesOfFiles += bytes
        } afterChunk: { _ in
        }
        window = held
    }

    /// Imports some of the notes: the next are read while the last are written.
    private mutating func importNotes(
        _ window: inout Window,
        where wants: (InputIndex, Int) -> Bool
    ) async throws {
        var current = window
        try await withThrowingTaskGroup(of: Committed.self) { group in
            try await readAgain(where: wants) { run, entry, number in
                run.read(entry, number, &current)
            } afterChunk: { run in
                guard current.notes.count >= run.notesAtOnce || current.bytes >= Self.bytesAtOnce else {
                    return
                }
                try await run.write(current.take(), in: &group)
            }
            try await write(current.take(), in: &group)
            try await finish(&group)
        }
        window = current
    }

    /// Reads a note, or puts it off until its files are held.
    private mutating func read(_ entry: SourceEntry, _ number: Int, _ window: inout Window) {
        let missing = MissingFiles()
        let files = window.files
        let index = index
        let assembler = NoteAssembler(index: index, people: people, limits: limits) { file in
            if files[file] == nil, index.facts[file].state == .file { missing.add(file) }
            return files[file]
        }
        do throws(FHIRError) {
            let note = try assembler.note(entry, number)
            guard missing.files.isEmpty else {
                window.waiting.insert(number)
                window.wanted.formUnion(missing.files)
                return
            }
            window.notes.append(note)
            window.bytes += entry.resource?.range.count ?? 0
        } catch {
            guard missing.files.isEmpty else {
                window.waiting.insert(number)
                window.wanted.formUnion(missing.files)
                return
            }
            tell(number, .refused(error))
        }
    }

    /// Begins to write notes, once those before are written.
    private mutating func write(
        _ notes: [ImportedNote],
        in group: inout ThrowingTaskGroup<Committed, any Error>
    ) async throws {
        try await finish(&group)
        let (importer, session, limits, isDryRun) = (importer, session, limits, isDryRun)
        let authors = authors
        for notes in Self.apart(notes) {
            let patients = patients(named: notes.flatMap(\.subjects))
            group.addTask {
                let batch = await ImportBatch(notes, importer: importer, limits: limits)
                let plan = ImportPlan(batch.notes, patients: patients, authors: authors, importer: importer)
                let made = try await session.importRecords(plan.records, dryRun: isDryRun)
                let provisional = zip(batch.notes, plan.records.notes).filter { _, note in
                    !made.provisional.isDisjoint(with: note.subjects)
                }
                return Committed(
                    batch: batch,
                    outcomes: made.notes,
                    provisional: Set(provisional.map(\.0.index))
                )
            }
        }
    }

    /// Notes that can be written at the same time, since they are about other people; each part in its order.
    private static func apart(_ notes: [ImportedNote]) -> [[ImportedNote]] {
        Array(Dictionary(grouping: notes) { $0.subjects.hashValue & 1 }.values)
    }

    private mutating func finish(
        _ group: inout ThrowingTaskGroup<Committed, any Error>
    ) async throws {
        while let committed = try await group.next() {
            for (index, error) in committed.batch.refusals { tell(index, .refused(error)) }
            for (note, outcome) in zip(committed.batch.notes, committed.outcomes) {
                let outcome = FHIRImportReport.Outcome(ofNote: outcome, note.key.resourceType)
                let isProvisional = committed.provisional.contains(note.index)
                tell(note.index, outcome, note.fallbacks.union(isProvisional ? [.patientProvisional] : []))
            }
        }
    }

    /// Those of some subjects who are in the inputs: on record by now, or refused.
    func patients(named subjects: [ReferenceKey]) -> [(key: ReferenceKey, patient: ExternalPatient)] {
        Set(subjects).compactMap { subject in named[subject].map { (subject, $0) } }
    }
}
