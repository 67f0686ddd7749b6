internal import ClinicalNotes
internal import ClinicalNotesModel

extension ExternalAuthor {
    /// A practitioner of the inputs.
    init(_ practitioner: ImportedPractitioner, _ importer: FHIRImporter) {
        let name = practitioner.name?.copyString() ?? ""
        self.init(
            attested: name.isEmpty ? practitioner.key.value : name,
            principal: importer.author(practitioner),
            identifiers: ImportPlan.identifiers(
                practitioner.identifiers,
                practitioner.key,
                importer.scope
            )
        )
    }

    /// An author who is told in words.
    init(_ author: ImportedAuthor, _ importer: FHIRImporter) {
        let name = author.name.isEmpty ? author.key?.value ?? "" : author.name
        self.init(
            attested: name.isEmpty ? Self.notNamed : name,
            identifiers: author.key.map { ImportPlan.identifiers(author.identifiers, $0, importer.scope) }
                ?? author.identifiers.compactMap(PersonIdentifier.init)
        )
    }

    /// Stands for an author of whom the source says nothing.
    static let notNamed = "(the source names no author)"
}

extension ExternalPatient {
    /// A patient of the inputs.
    init(_ patient: ImportedPatient, _ importer: FHIRImporter) {
        self = .person(
            Person(patient, importer),
            key: ImportPlan.identifier(patient.key, importer.scope),
            version: patient.version.isKnown ? patient.version : nil,
            links: patient.links.map {
                ExternalLink($0.kind, ImportPlan.identifier($0.target, importer.scope))
            },
            claims: patient.claims.filter { $0.isCurrent && importer.identifiers.mayName($0) }
                .compactMap(PersonIdentifier.init)
                + [patient.address].compactMap { $0 }.map { ImportPlan.identifier($0, importer.scope) },
            labels: ExternalLabels(patient.labels, importer),
            isSaidAlive: patient.isDeceased == false
        )
    }

    /// Somebody who is in no input: the patient on record or, if the host lets them be registered, a provisional one.
    init(_ key: ReferenceKey, _ absent: AbsentSubject?, _ importer: FHIRImporter) {
        let names = ImportPlan.names(of: key, absent?.numbers ?? [], importer)
        guard importer.unknownPatients == .register, let absent else {
            self = .identified(names)
            return
        }
        let own = ImportPlan.identifier(key, importer.scope)
        self = .provisional(
            name: absent.name,
            key: names.contains(own) ? own : names.first ?? own,
            numbers: names
        )
    }
}

extension Person {
    init(_ patient: ImportedPatient, _ importer: FHIRImporter) {
        let naming = patient.identifiers.filter(importer.identifiers.names)
        let identifiers = ImportPlan.identifiers(naming, patient.key, importer.scope)
        let all = ImportPlan.identifiers(patient.identifiers, patient.key, importer.scope)
        self.init(
            legalName: patient.name?.copyString() ?? "",
            birthDate: patient.birthDate?.wholeDay,
            partialBirthDate: patient.birthDate?.partialDate,
            gender: patient.gender,
            isAlive: patient.isDeceased != true,
            deathDate: patient.deathDate,
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
