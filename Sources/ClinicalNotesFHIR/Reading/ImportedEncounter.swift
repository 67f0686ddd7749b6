internal import ClinicalNotes
internal import ClinicalNotesModel

/// An encounter of the inputs that has labels: what notes may call it, and whom it was with.
struct ImportedEncounter: Sendable {
    let index: Int
    let names: [ReferenceKey]
    let labels: SecurityLabels
    /// Whom it was with; empty if it names nobody whom anything else names.
    var subjects: [ReferenceKey] = []
    /// What is known of those of them who are in no input.
    var absent: [ReferenceKey: AbsentSubject] = [:]

    /// Whether its labels can be kept for notes that name it.
    var isKept: Bool { !subjects.isEmpty && !names.isEmpty }

    /// What was taken in place of something that it does not say.
    var fallbacks: Set<ImportFallback> { isKept ? [] : [.labelsNotKept] }

    /// Reads an encounter once everybody was read.
    init(
        _ entry: SourceEntry,
        _ number: Int,
        _ labels: SecurityLabels,
        _ index: InputIndex,
        _ people: InputPeople
    ) throws(FHIRError) {
        self.index = number
        self.labels = labels
        let address = entry.fullURL.map { ReferenceKey(resourceType: "Encounter", value: $0) }
        let numbers = entry.resource.map { ImportedIdentifier.all(of: $0, "identifier") } ?? []
        names =
            [entry.key, address].compactMap { $0 }
            + numbers.filter { $0.system != nil }.map {
                ReferenceKey(resourceType: "Encounter", identifier: $0)
            }
        guard let resource = entry.resource, let subject = resource.object("subject") else { return }
        let found = try SubjectReader(index: index, people: people).subject(
            WrittenReference(subject),
            in: resource,
            from: number,
            entry,
            path: "Encounter.subject"
        )
        switch found {
        case .patient(let patient): subjects = [patient]
        case .absent(let patient, let known): (subjects, absent) = ([patient], [patient: known])
        case .group(let group):
            subjects = people.members[group] ?? []
            absent = people.absent.filter { subjects.contains($0.key) }
        // Somebody whom the encounter alone tells of has no notes.
        case .contained, .unnamed: break
        }
    }
}

extension SourceEntry {
    /// An encounter with nothing but what tells whose notes bear its labels.
    var encounter: SourceEntry {
        let kept = ["resourceType", "id", "identifier", "subject", "contained"]
        return SourceEntry(
            fullURL: fullURL,
            resource: resource.map { resource in
                JSONObject(
                    members: resource.members.filter { kept.contains($0.key) },
                    hasRepeatedName: false,
                    range: resource.range
                )
            }
        )
    }
}

extension ReferenceKey {
    /// What a reference may call an encounter that its source calls by any of these names.
    static func encounter(_ reference: WrittenReference, base: String?) -> [ReferenceKey] {
        let number = reference.identifier.flatMap { number in
            number.system.map { _ in ReferenceKey(resourceType: "Encounter", identifier: number) }
        }
        return [reference.key(base: base), number].compactMap { $0 }
    }
}

extension ExternalEncounter {
    init(_ encounter: ImportedEncounter, subjects: [Int], _ importer: FHIRImporter) {
        self.init(
            names: encounter.names.map { ImportPlan.identifier($0, importer.scope) },
            subjects: subjects,
            labels: ExternalLabels(encounter.labels, importer)
        )
    }
}

extension ExternalLabels {
    /// Labels of the inputs; one that nobody knows could be of psychotherapy notes.
    init(_ labels: SecurityLabels, _ importer: FHIRImporter) {
        self.init(
            labels.written,
            compartment: labels.compartment,
            proposedCompartment: labels.hasUnknown && importer.classify == nil ? .psychotherapy : nil
        )
    }
}
