internal import ClinicalNotes
internal import ClinicalNotesModel

/// Notes and whom they are about in the vault's terms; each note stands where the input has it.
struct ImportPlan: Sendable {
    private static let uriSystem = "urn:ietf:rfc:3986"

    let records: ExternalRecords
    /// What the input calls each of the patients.
    let keys: [ReferenceKey]

    /// Puts a plan together.
    ///
    /// - Parameters:
    ///   - notes: The notes.
    ///   - encounters: The encounters that have labels.
    ///   - patients: Patients who are imported with them, or are known to the vault.
    ///   - authors: The practitioners of the inputs.
    ///   - importer: What the host says.
    init(
        _ notes: [ImportedNote],
        encounters: [ImportedEncounter] = [],
        patients: [(key: ReferenceKey, patient: ExternalPatient)],
        authors: [ReferenceKey: ExternalAuthor],
        importer: FHIRImporter
    ) {
        var all = patients
        var places = Dictionary(
            patients.enumerated().map { (Named(key: $1.key), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        func add(_ named: Named, _ patient: () -> ExternalPatient) {
            guard places[named] == nil, places[Named(key: named.key)] == nil else { return }
            places[named] = all.count
            all.append((named.key, patient()))
        }
        for note in notes {
            for patient in note.contained {
                add(Named(key: patient.key)) { ExternalPatient(patient, importer) }
            }
            for subject in note.subjects {
                let named = Named(subject, note.absent, in: note.key, importer)
                add(named) { ExternalPatient(named.key, named.absent, importer) }
            }
        }
        for encounter in encounters {
            for subject in encounter.subjects {
                let named = Named(subject, encounter.absent, in: encounter.names.first, importer)
                add(named) { ExternalPatient(named.key, named.absent, importer) }
            }
        }
        keys = all.map(\.key)
        records = ExternalRecords(
            patients: all.map(\.patient),
            notes: notes.map { note in
                let subjects = note.subjects.map { subject in
                    places[Named(key: subject)]
                        ?? places[Named(subject, note.absent, in: note.key, importer)] ?? -1
                }
                return ExternalNote(note, subjects: subjects, authors, importer)
            },
            encounters: encounters.map { encounter in
                let subjects = encounter.subjects.map { subject in
                    places[Named(key: subject)]
                        ?? places[Named(subject, encounter.absent, in: encounter.names.first, importer)] ?? -1
                }
                return ExternalEncounter(encounter, subjects: subjects, importer)
            },
            source: importer.source
        )
    }

    /// Business identifiers with a namespace, and what the input itself calls the resource.
    static func identifiers(
        _ identifiers: [ImportedIdentifier],
        _ key: ReferenceKey,
        _ source: String
    ) -> [PersonIdentifier] {
        var found: [PersonIdentifier] = []
        for known in identifiers.compactMap(PersonIdentifier.init) + [identifier(key, source)]
        where !found.contains(known) {
            found.append(known)
        }
        return found
    }

    /// A full URL names its resource everywhere; type and id do so in their own system only.
    ///
    /// A resource of the source's own server is named alike with its address and without.
    static func identifier(_ key: ReferenceKey, _ source: String) -> PersonIdentifier {
        if key.value.hasPrefix("\(source)/") {
            return PersonIdentifier(system: source, value: String(key.value.dropFirst(source.utf8.count + 1)))
        }
        let isURI = key.value.contains("://") || key.value.hasPrefix("urn:")
        return PersonIdentifier(system: isURI && !key.isSearch ? uriSystem : source, value: key.value)
    }

    /// What a note or an encounter calls one of its subjects, with what it says of somebody who is in no input.
    private struct Named: Hashable {
        let key: ReferenceKey
        var absent: AbsentSubject?

        init(key: ReferenceKey) { self.key = key }

        init(
            _ subject: ReferenceKey,
            _ known: [ReferenceKey: AbsentSubject],
            in record: ReferenceKey?,
            _ importer: FHIRImporter
        ) {
            absent = known[subject]
            let names = ImportPlan.names(of: subject, absent?.numbers ?? [], importer)
            // Who is told by a number that others have too could be anybody of them.
            key =
                subject.isSearch && names.isEmpty
                ? ReferenceKey(resourceType: subject.resourceType, value: "\(record?.value ?? "")#") : subject
        }
    }

    /// By what the vault may know somebody who is in no input.
    static func names(
        of key: ReferenceKey,
        _ numbers: [ImportedIdentifier],
        _ importer: FHIRImporter
    ) -> [PersonIdentifier] {
        let naming = numbers.filter(importer.identifiers.mayName)
        return naming.compactMap(PersonIdentifier.init)
            + (key.isSearch ? [] : [identifier(key, importer.scope)])
    }
}

extension PersonIdentifier {
    /// The identifier, if it has a namespace.
    init?(_ identifier: ImportedIdentifier) {
        guard let system = identifier.system else { return nil }
        self.init(system: system, value: identifier.value)
    }
}

extension ReferenceKey {
    /// Whether it is a number of something of which no name is known.
    var isSearch: Bool { value.hasPrefix("\(resourceType)?identifier=") }
}
