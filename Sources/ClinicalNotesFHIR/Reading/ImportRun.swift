internal import ClinicalNotesModel

/// One reading of inputs that are in memory: who is who in all of them, then what notes refer to, then the notes.
struct ImportRun {
    private(set) var formats: [ImportFormat] = []
    private(set) var people = InputPeople()
    private(set) var notes: [ImportedNote] = []
    private(set) var entries: [ImportEntry] = []

    private let inputs: [[UInt8]]
    private let limits: ImportLimits
    private var index: InputIndex
    private var starts: [Int] = []
    private var refusals: [Int: FHIRError] = [:]
    private var files: [Int: JSONObject] = [:]

    init(_ inputs: [[UInt8]], limits: ImportLimits, asked: Set<ComplexType>) throws(FHIRError) {
        self.inputs = inputs
        self.limits = limits
        index = InputIndex(limits: limits, asked: asked)
        for (place, input) in inputs.enumerated() {
            do throws(FHIRError) {
                try look(through: input, place)
            } catch {
                throw inputs.count > 1 ? error.inInput(place) : error
            }
        }
        index.finish()
        try readPeople()
        try readNotes()
        for (entry, error) in index.takeRefusals() { refusals[entry] = error }
        for place in entries.indices { entries[place].outcome = outcome(of: place) }
    }

    private mutating func look(through input: [UInt8], _ place: Int) throws(FHIRError) {
        starts.append(entries.count)
        var pass = IndexPass(&index, limits: limits)
        var found: [SourceEntry] = []
        for chunk in [input[...], nil] {
            try pass.take(chunk, into: &index) { found.append($0.withoutResource) }
        }
        formats += pass.formats
        for (position, entry) in found.enumerated() {
            entries.append(
                ImportEntry(
                    index: entries.count,
                    input: place,
                    indexInInput: position,
                    resourceType: entry.resourceType,
                    id: entry.id,
                    outcome: .accepted
                )
            )
        }
    }

    private mutating func readPeople() throws(FHIRError) {
        var (index, people, files) = (index, people, files)
        for (place, input) in inputs.enumerated() {
            var pass = LaterPass(first: starts[place], limits: limits)
            for chunk in [input[...], nil] {
                try pass.take(chunk, where: { index.isConsulted($0) || index.mayHoldNarrative($0) }) {
                    (entry, number) throws(FHIRError) in
                    index.takeNarrative(entry, number)
                    if index.facts[number].state == .file, index.isWanted(entry) {
                        files[number] = entry.resource
                    } else if index.isConsulted(number) {
                        people.read(entry, number, &index)
                    }
                }
            }
        }
        people.finish(&index)
        (self.index, self.people, self.files) = (index, people, files)
    }

    private mutating func readNotes() throws(FHIRError) {
        let (index, files) = (index, files)
        let assembler = NoteAssembler(index: index, people: people, limits: limits) { files[$0] }
        var (notes, refusals) = (notes, refusals)
        for (place, input) in inputs.enumerated() {
            var pass = LaterPass(first: starts[place], limits: limits)
            for chunk in [input[...], nil] {
                try pass.take(chunk, where: { index.facts[$0].state == .note }) {
                    (entry, number) throws(FHIRError) in
                    do throws(FHIRError) {
                        notes.append(try assembler.note(entry, number))
                    } catch {
                        refusals[number] = index.located(error, number)
                    }
                }
            }
        }
        let keys = Set(notes.map(\.key))
        for note in notes.indices {
            for relation in notes[note].relatesTo.indices {
                let target = notes[note].relatesTo[relation].target
                notes[note].relatesTo[relation].isImported = keys.contains(target)
            }
        }
        (self.notes, self.refusals) = (notes, refusals)
    }

    private func outcome(of entry: Int) -> ImportEntry.Outcome {
        if let refusal = refusals[entry] { return .refused(refusal) }
        return switch index.facts[entry].state {
        case .note, .patient, .practitioner, .practitionerRole, .group, .encounter, .refused: .accepted
        case .file, .described, .other: .skipped(.notImported)
        case .repeated: .skipped(.repeated)
        case .older: .skipped(.older)
        }
    }
}
