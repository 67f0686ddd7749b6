internal import ClinicalNotes
internal import ClinicalNotesModel

/// An input in the vault's terms; each record stands where the input has it.
struct ImportPlan {
    private static let uriSystem = "urn:ietf:rfc:3986"

    let records: ForeignRecords

    init(_ input: FHIRImport, importer: FHIRImporter) {
        let source = importer.source
        let practitioners = Dictionary(
            input.practitioners.map { ($0.key, Self.author($0, importer)) },
            uniquingKeysWith: { first, _ in first }
        )
        let patients = Dictionary(
            input.patients.enumerated().map { ($1.key, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        records = ForeignRecords(
            patients: input.patients.map { .person(Person($0, importer)) },
            notes: input.notes.map { note in
                ForeignNote(
                    identifiers: Self.identifiers(note.identifiers, note.key, source),
                    kind: note.kind,
                    compartment: note.compartment,
                    text: note.text,
                    status: NoteStatus(note),
                    authors: note.authors.map { author in
                        practitioners[author] ?? ForeignAuthor(attested: author.value)
                    },
                    // A subject who is missing refuses the note; leaving one out would file it under the others.
                    subjects: note.subjects.map { patients[$0] ?? -1 },
                    period: Range(note),
                    relation: Self.relation(of: note, source)
                )
            },
            source: source
        )
    }

    /// Business identifiers with a namespace, and what the input itself calls the resource.
    static func identifiers(
        _ identifiers: [ImportedIdentifier],
        _ key: ReferenceKey,
        _ source: String
    ) -> [PersonIdentifier] {
        var found: [PersonIdentifier] = []
        for identifier in identifiers {
            guard let system = identifier.system else { continue }
            let known = PersonIdentifier(system: system, value: identifier.value)
            if !found.contains(known) { found.append(known) }
        }
        let own = Self.identifier(key, source)
        return found.contains(own) ? found : found + [own]
    }

    /// A full URL names its resource everywhere; type and id do so in their own system only.
    static func identifier(_ key: ReferenceKey, _ source: String) -> PersonIdentifier {
        let isURI = key.value.contains("://") || key.value.hasPrefix("urn:")
        return PersonIdentifier(system: isURI ? uriSystem : source, value: key.value)
    }

    private static func author(_ practitioner: ImportedPractitioner, _ importer: FHIRImporter)
        -> ForeignAuthor
    {
        let name = practitioner.name?.copyString() ?? ""
        return ForeignAuthor(
            attested: name.isEmpty ? practitioner.key.value : name,
            principal: importer.author(practitioner),
            identifiers: identifiers(practitioner.identifiers, practitioner.key, importer.source)
        )
    }

    private static func relation(of note: ImportedNote, _ source: String) -> ForeignNote.Relation? {
        for relation in note.relatesTo {
            let target = identifier(relation.target, source)
            switch relation.kind {
            case .appends: return .addendum(to: target)
            case .replaces: return .replacement(of: target)
            case .transforms, .signs: continue
            }
        }
        return nil
    }
}

extension Person {
    init(_ patient: ImportedPatient, _ importer: FHIRImporter) {
        let naming = patient.identifiers.filter(importer.identifiers.names)
        let identifiers = ImportPlan.identifiers(naming, patient.key, importer.source)
        let all = ImportPlan.identifiers(patient.identifiers, patient.key, importer.source)
        self.init(
            legalName: patient.name?.copyString() ?? "",
            birthDate: patient.birthDate?.wholeDay,
            partialBirthDate: patient.birthDate?.partialDate,
            gender: patient.gender,
            isAlive: patient.isDeceased != true,
            identifiers: identifiers,
            sharedIdentifiers: all.filter { !identifiers.contains($0) }
        )
    }
}

extension FHIRDate {
    /// The day, if it is one.
    fileprivate var wholeDay: CalendarDay? { if case .day(let day) = self { day } else { nil } }

    /// What is known of the day, if it is less than the day.
    fileprivate var partialDate: PartialDate? {
        switch self {
        case .year(let year): PartialDate(year: year)
        case .month(let year, let month): PartialDate(year: year, month: month)
        case .day, .instant: nil
        }
    }
}

extension NoteStatus {
    /// A note whose place another one has taken was corrected by it, unless it was never signed or is withdrawn.
    init(_ note: ImportedNote) {
        self =
            switch note.status {
            case .draft: .draft
            case .final: note.isSuperseded ? .amended : .signed
            case .amended: .amended
            case .enteredInError: .enteredInError
            }
    }
}
