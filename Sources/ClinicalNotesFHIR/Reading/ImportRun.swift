internal import ClinicalNotesModel

/// One reading of an input: the entries, what is known about each so far, and the results.
struct ImportRun {
    let format: ImportFormat
    let limits: ImportLimits
    let entries: [SourceEntry]
    var outcomes: [ImportEntry.Outcome]
    private(set) var labels: [SecurityLabels]
    private(set) var resolver: ReferenceResolver

    var patients = [ImportedPatient]()
    var practitioners = [ImportedPractitioner]()
    var groups = [ImportedGroup]()
    var notes = [ImportedNote]()

    /// Which practitioner each practitioner role is held by.
    var holders = [Int: ReferenceKey]()
    var membersOfGroup = [Int: [ReferenceKey]]()

    init(_ source: SourceReader, limits: ImportLimits) {
        format = source.format
        self.limits = limits
        entries = source.entries
        outcomes = source.entries.map { entry in
            entry.fault.map { .refused($0.inEntry(entry.index)) } ?? .accepted
        }
        labels = Array(repeating: .none, count: source.entries.count)
        resolver = ReferenceResolver([])
        for position in entries.indices where outcomes[position] == .accepted { check(position) }
        settleRepetitions()
        labelByBundle(source.bundle)
        readPeople()
        readNotes()
    }

    /// Refuses an entry.
    mutating func refuse(_ position: Int, _ error: FHIRError) {
        outcomes[position] = .refused(error.inEntry(entries[position].index))
    }

    /// Does something for an accepted entry of a type, and refuses the entry if that throws.
    mutating func forEach(
        _ type: ComplexType,
        _ body: (inout ImportRun, Int, JSONObject) throws(FHIRError) -> Void
    ) {
        for position in entries.indices
        where outcomes[position] == .accepted && entries[position].type == type {
            guard let resource = entries[position].resource else { continue }
            do throws(FHIRError) {
                try body(&self, position, resource)
            } catch {
                refuse(position, error)
            }
        }
    }

    /// Checks the shape of one entry and reads its labels.
    private mutating func check(_ position: Int) {
        let entry = entries[position]
        guard let resource = entry.resource, let type = entry.type else {
            outcomes[position] = .skipped(.notImported)
            return
        }
        do throws(FHIRError) {
            let inline = try ResourceCheck.run(resource, as: type, limit: limits.field)
            labels[position] = try LabelReader.labels(of: resource, type: type, inline: inline)
            guard entry.key != nil else { throw FHIRError(.missingIdentity, path: type.rawValue) }
        } catch {
            refuse(position, error)
        }
    }

    /// Of entries that are the same resource, the first stands for all if they are equal; if they differ,
    /// nobody can tell which is right, and all are refused.
    private mutating func settleRepetitions() {
        var positions = [String: [Int]]()
        for (position, entry) in entries.enumerated() {
            let names = Set([entry.key?.value, entry.fullURL].compactMap { $0 })
            for name in names { positions[name, default: []].append(position) }
        }
        var standIns = [Int: Int]()
        for (_, same) in positions.sorted(by: { $0.key < $1.key }) where same.count > 1 {
            let first = entries[same[0]].resource
            let areEqual = same.allSatisfy { entries[$0].resource == first && entries[$0].fault == nil }
            for position in same where !areEqual || position != same[0] {
                if position != same[0] { standIns[position] = same[0] }
                guard case .accepted = outcomes[position] else { continue }
                if areEqual {
                    outcomes[position] = .skipped(.repeated)
                } else {
                    refuse(position, FHIRError(.conflictingEntries, path: entries[position].type?.rawValue))
                }
            }
        }
        resolver = ReferenceResolver(entries, standIns: standIns)
    }

    /// Gives a bundle's own labels to its notes.
    ///
    /// A bundle's labels are the highest of its parts (DS4P). A label of the bundle that no part read here bears was
    /// meant for a part that lost it; nobody can tell which, so every note bears it.
    private mutating func labelByBundle(_ bundle: JSONObject?) {
        guard let bundle else { return }
        do throws(FHIRError) {
            var borne = SecurityLabels.none
            for label in labels { borne.formUnion(label) }
            let rest = try LabelReader.labels(of: bundle, type: .bundle, inline: []).subtracting(borne)
            for position in entries.indices where entries[position].type == .documentReference {
                labels[position].formUnion(rest)
            }
        } catch {
            for position in entries.indices
            where entries[position].type == .documentReference && outcomes[position] == .accepted {
                refuse(position, error)
            }
        }
    }
}
