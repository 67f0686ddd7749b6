internal import ClinicalNotes
internal import ClinicalNotesModel

/// An import of inputs that are read as they arrive, while it runs.
struct StreamedImport {
    /// How many patients, or bytes of notes, are imported together.
    static let patientsAtOnce = 500
    static let notesAtOnce = 1500
    static let bytesAtOnce = 4 << 20
    let sources: [FHIRSource]
    private(set) var importer: FHIRImporter
    let session: NoteSession
    let limits: ImportLimits
    let isDryRun: Bool
    let meter: StreamMeter
    let report: @Sendable (FHIRImportReport.Entry) -> Void

    var index: InputIndex
    var people = InputPeople()
    var tally = FHIRImportTally()
    /// The patients who are on record, by their entries.
    var standing: [Int: PatientID] = [:]
    /// Patients who would be put on record; of a dry run.
    var described: [ReferenceKey: ForeignPatient] = [:]
    var authors: [ReferenceKey: ForeignAuthor] = [:]
    /// How many bytes of files may wait for the notes that they belong to.
    var roomForFiles = 16 << 20

    init(
        _ sources: [FHIRSource],
        importer: FHIRImporter,
        session: NoteSession,
        limits: ImportLimits,
        asked: Set<ComplexType>,
        isDryRun: Bool,
        progress: @escaping @Sendable (FHIRImportProgress) -> Void,
        report: @escaping @Sendable (FHIRImportReport.Entry) -> Void
    ) {
        self.sources = sources
        self.importer = importer
        self.session = session
        self.limits = limits
        self.isDryRun = isDryRun
        self.report = report
        meter = StreamMeter(sources, progress)
        index = InputIndex(limits: limits, asked: asked)
    }

    mutating func run() async throws -> FHIRImportTally {
        try await lookThrough()
        try await importPeople()
        try await importNotes()
        return tally
    }

    // MARK: Every entry

    private mutating func lookThrough() async throws {
        meter.begin(.lookingThrough, entryCount: nil)
        var digests: [Digest] = []
        for (place, source) in sources.enumerated() {
            do {
                var pass = IndexPass(&index, limits: limits)
                var digest = InputDigest()
                try await source.read { chunk in
                    if importer.source == nil { digest.take(chunk) }
                    try pass.take(chunk, into: &index)
                    tellRefusals()
                    meter.tell(bytes: chunk.count, entries: index.facts.count)
                }
                try pass.take(nil, into: &index)
                digests.append(digest.finish())
                tellRefusals()
            } catch let error as FHIRError {
                throw sources.count > 1 ? error.inInput(place) : error
            }
        }
        index.finish()
        importer = importer.scoped(to: InputDigest.joined(digests))
        for entry in 0..<index.facts.count {
            switch index.facts[entry].state {
            case .file, .described, .other: tell(entry, .skipped(.notImported))
            case .repeated: tell(entry, .skipped(.repeated))
            case .older: tell(entry, .skipped(.older))
            case .note, .patient, .practitioner, .practitionerRole, .group, .refused: continue
            }
        }
        tellRefusals()
    }

    // MARK: People

    private mutating func importPeople() async throws {
        meter.begin(.people, entryCount: index.facts.count)
        try await readAgain(where: { $0.isConsulted($1) && $0.facts[$1].state != .file }) {
            run,
            entry,
            number in
            run.people.read(entry, number, &run.index)
        } afterChunk: { run in
            if run.people.patients.count >= Self.patientsAtOnce { try await run.importPatients() }
        }
        try await importPatients()
        people.finish(&index)
        tellRefusals()
        for practitioner in people.takePractitioners() {
            authors[practitioner.key] = ForeignAuthor(practitioner, importer)
        }
        for entry in 0..<index.facts.count
        where [.practitioner, .practitionerRole, .group].contains(index.facts[entry].state) {
            tell(entry, .consulted)
        }
    }

    private mutating func importPatients() async throws {
        let patients = people.takePatients()
        guard !patients.isEmpty else { return }
        let records = ForeignRecords(
            patients: patients.map { ForeignPatient($0, importer) },
            notes: [],
            source: importer.source
        )
        let made = try await session.importRecords(records, dryRun: isDryRun).patients
        for (position, outcome) in made.enumerated() {
            let patient = patients[position]
            standing[patient.index] = outcome.made
            if case .importable = outcome { described[patient.key] = records.patients[position] }
            tell(patient.index, FHIRImportReport.Outcome(ofPatient: outcome))
        }
    }

    // MARK: Passing

    /// Opens the inputs again, and does something with the entries that are asked for.
    mutating func readAgain(
        where wants: (InputIndex, Int) -> Bool,
        _ body: (inout StreamedImport, SourceEntry, Int) throws(FHIRError) -> Void,
        afterChunk: (inout StreamedImport) async throws -> Void
    ) async throws {
        for (place, source) in sources.enumerated() {
            var pass = LaterPass(first: index.starts[place], limits: limits)
            func take(_ run: inout StreamedImport, _ chunk: ArraySlice<UInt8>?) throws(FHIRError) {
                try pass.take(chunk, where: { wants(run.index, $0) }) { (entry, number) throws(FHIRError) in
                    guard run.index.isSame(entry, as: number) else { throw FHIRError(.inputChanged) }
                    try body(&run, entry, number)
                }
            }
            do {
                try await source.read { chunk in
                    try take(&self, chunk)
                    try await afterChunk(&self)
                    meter.tell(bytes: chunk.count, entries: pass.next)
                }
                try take(&self, nil)
                try await afterChunk(&self)
                let end = place + 1 < sources.count ? index.starts[place + 1] : index.facts.count
                guard pass.next == end else { throw FHIRError(.inputChanged) }
            } catch let error as FHIRError {
                throw sources.count > 1 ? error.inInput(place) : error
            }
        }
    }

    // MARK: Telling

    private mutating func tellRefusals() {
        for (entry, error) in index.takeRefusals() { tell(entry, .refused(error)) }
    }

    /// Tells what became of an entry.
    mutating func tell(
        _ entry: Int,
        _ outcome: FHIRImportReport.Outcome,
        _ fallbacks: Set<ImportFallback> = []
    ) {
        let place = index.place(of: entry)
        let outcome = outcome.at(input: sources.count > 1 ? place.input : nil, entry: place.index)
        tally.add(outcome, fallbacks)
        report(
            FHIRImportReport.Entry(
                index: entry,
                input: place.input,
                indexInInput: place.index,
                resourceType: index.resourceType(of: entry),
                outcome: outcome,
                fallbacks: fallbacks
            )
        )
    }
}
