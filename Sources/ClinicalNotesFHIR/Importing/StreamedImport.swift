internal import ClinicalNotes
internal import ClinicalNotesModel

/// An import of inputs that are read as they arrive, while it runs.
struct StreamedImport {
    /// How many patients, or bytes of notes, are imported together.
    var patientsAtOnce = 500
    var notesAtOnce = 1500
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
    /// The patients of the inputs, as notes name them.
    var named: [ReferenceKey: ExternalPatient] = [:]
    /// Patients who have a number of each other, and are put on record together.
    private var sharing: [ImportedPatient] = []
    var authors: [ReferenceKey: ExternalAuthor] = [:]
    /// Encounters that have labels, and name somebody who is in no input.
    private var lateEncounters: [ImportedEncounter] = []
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
        try await importEncounters(lateEncounters)
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
            case .note, .patient, .practitioner, .practitionerRole, .group, .encounter, .refused: continue
            }
        }
        tellRefusals()
    }

    // MARK: People

    private mutating func importPeople() async throws {
        meter.begin(.people, entryCount: index.facts.count)
        try await readAgain(where: {
            $0.isConsulted($1) && $0.facts[$1].state != .file || $0.mayHoldNarrative($1)
        }) {
            run,
            entry,
            number in
            run.index.takeNarrative(entry, number)
            guard run.index.isConsulted(number), run.index.facts[number].state != .file else { return }
            run.people.read(entry, number, &run.index)
        } afterChunk: { run in
            if run.people.patients.count >= run.patientsAtOnce { try await run.importPatients() }
        }
        try await importPatients(isLast: true)
        people.finish(&index)
        tellRefusals()
        let encounters = people.takeEncounters()
        try await importEncounters(encounters.filter(\.absent.isEmpty))
        // Notes may say more of who is in no input; until then those that came along have the labels themselves.
        lateEncounters = encounters.filter { !$0.absent.isEmpty }
        for practitioner in people.takePractitioners() {
            authors[practitioner.key] = ExternalAuthor(practitioner, importer)
        }
        for entry in 0..<index.facts.count
        where [.practitioner, .practitionerRole, .group].contains(index.facts[entry].state) {
            tell(entry, .consulted)
        }
    }

    /// Puts the patients that were read on record; those who share a number wait for the last.
    private mutating func importPatients(isLast: Bool = false) async throws {
        let patients = people.takePatients()
        sharing += patients.filter { $0.sharesNumber(importer) }
        try await register(patients.filter { !$0.sharesNumber(importer) })
        if isLast { try await register(sharing) }
    }

    /// Keeps the labels of encounters.
    private mutating func importEncounters(_ encounters: [ImportedEncounter]) async throws {
        for start in stride(from: 0, to: encounters.count, by: patientsAtOnce) {
            let all = encounters[start..<min(start + patientsAtOnce, encounters.count)]
            let kept = all.filter(\.isKept)
            let plan = ImportPlan(
                [],
                encounters: kept,
                patients: patients(named: kept.flatMap(\.subjects)),
                authors: [:],
                importer: importer
            )
            let refused = try await session.importRecords(plan.records, dryRun: isDryRun).refusedEncounters
            let errors = Dictionary(uniqueKeysWithValues: refused.map { (kept[$0.key].index, $0.value) })
            for encounter in all {
                let error = errors[encounter.index].map { FHIRError(ofEncounter: $0) }
                tell(encounter.index, error.map { .refused($0) } ?? .consulted, encounter.fallbacks)
            }
        }
    }

    private mutating func register(_ patients: [ImportedPatient]) async throws {
        let registration = PatientRegistration(importer: importer, session: session, isDryRun: isDryRun)
        for registered in try await registration.register(patients) {
            named[registered.patient.key] = registered.named
            tell(registered.patient.index, FHIRImportReport.Outcome(ofPatient: registered.outcome))
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
