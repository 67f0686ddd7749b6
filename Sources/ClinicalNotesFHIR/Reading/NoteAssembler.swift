internal import ClinicalNotes
internal import ClinicalNotesModel

/// Puts a note together: what its resource says, and whom and what it refers to.
struct NoteAssembler {
    let index: InputIndex
    let people: InputPeople
    let limits: ImportLimits
    /// Gives the resource of an entry that holds a file.
    let file: (Int) -> JSONObject?

    /// Reads the note of an entry that passed the checks.
    func note(_ entry: SourceEntry, _ number: Int) throws(FHIRError) -> ImportedNote {
        guard let resource = entry.resource, let type = entry.type, let key = entry.key else {
            throw FHIRError(.missingIdentity)
        }
        // What the words are taken from labels them as well.
        var taken = SecurityLabels.none
        let reader = NoteReader(limits: limits) { address in
            let found = file(at: address, in: resource, from: number, entry)
            if let found { taken.formUnion(LabelReader.labels(of: found)) }
            return found
        }
        let elements = try reader.elements(of: resource, type: type)
        var subject = try subject(of: elements, resource, number, entry, key)
        subject.labels.formUnion(taken)
        let references = AuthorReader(
            index: index,
            people: people,
            resource: resource,
            number: number,
            entry: entry
        )
        let authors = elements.authors.map { references.author($0.object) }
        let people = authors.compactMap(\.person)
        let context = context(of: elements, references)
        return ImportedNote(
            index: number,
            key: key,
            masterIdentifier: elements.masterIdentifier,
            identifiers: elements.identifiers,
            version: ExternalVersion(id: elements.versionID, lastUpdated: elements.lastUpdated),
            kind: elements.kind,
            writtenType: elements.writtenType,
            compartment: subject.labels.compartment,
            status: elements.status,
            isSuperseded: elements.isSuperseded,
            content: elements.content,
            subjects: subject.members,
            group: subject.group,
            authors: people.indices.filter { people[..<$0].firstIndex(of: people[$0]) == nil }.map {
                people[$0]
            },
            otherAuthors: authors.filter { $0.person == nil }.map(\.author),
            context: context.words,
            date: elements.date,
            period: elements.period,
            labels: subject.labels,
            relatesTo: relations(of: elements, resource, number, entry, key),
            fallbacks: elements.fallbacks.union(subject.fallback.map { [$0] } ?? [])
                .union(subject.labels.hasUnknown ? [.labelUnknown] : []),
            absent: subject.absent,
            contained: subject.contained,
            allAuthors: authors.map(\.author),
            encounters: elements.encounters.flatMap {
                ReferenceKey.encounter(WrittenReference($0.object), base: entry.base)
            },
            parties: context.parties
        )
    }

    private struct Subject {
        var members: [ReferenceKey] = []
        var group: ReferenceKey?
        var absent: [ReferenceKey: AbsentSubject] = [:]
        var contained: [ImportedPatient] = []
        var fallback: ImportFallback?
        var labels: SecurityLabels

        /// The note is about somebody whom it alone tells of.
        mutating func take(_ name: String?, as key: ReferenceKey) {
            members = [key]
            absent[key] = AbsentSubject(name: name)
        }
    }

    /// Whom the note is about, and the labels that reach it.
    private func subject(
        of elements: NoteElements,
        _ resource: JSONObject,
        _ number: Int,
        _ entry: SourceEntry,
        _ key: ReferenceKey
    ) throws(FHIRError) -> Subject {
        var found = Subject(labels: index.labels(ofNote: number))
        let source = resource.object("context")?.object("sourcePatientInfo").map {
            NoteElements.Reference(object: $0, path: "\(elements.type.rawValue).context.sourcePatientInfo")
        }
        if elements.subject == nil { found.fallback = source == nil ? .subjectOfBundle : .subjectOfSource }
        guard let written = elements.subject ?? source else {
            if let patient = index.onlyPatient(beside: number), let member = people.keys[patient] {
                found.members = [member]
            } else {
                found.fallback = .subjectUnknown
                found.take(nil, as: inside(key, nil))
            }
            try label(&found, elements, resource, number, entry)
            return found
        }
        let reference = WrittenReference(written.object)
        let reader = SubjectReader(index: index, people: people)
        switch try reader.subject(reference, in: resource, from: number, entry, path: written.path) {
        case .patient(let patient): found.members = [patient]
        case .absent(let patient, let known):
            found.members = [patient]
            found.absent[patient] = known
        case .group(let group):
            guard let members = people.members[group] else {
                throw FHIRError(.unresolvedReference, path: written.path)
            }
            found.members = members
            found.group = reference.key(base: entry.base)
            for member in members { found.absent[member] = people.absent[member] }
        case .contained(let object):
            let inside = inside(key, object.string("id"))
            found.members = [inside]
            found.contained = [ImportedPatient(object, inside, number)]
        case .unnamed(let name, let id):
            if id == nil { found.fallback = name == nil ? .subjectUnknown : .subjectOfDisplay }
            found.take(name, as: inside(key, id))
        }
        try label(&found, elements, resource, number, entry)
        return found
    }

    /// What somebody is called who is told by a note alone.
    private func inside(_ note: ReferenceKey, _ id: String?) -> ReferenceKey {
        ReferenceKey(resourceType: "Patient", value: "\(note.value)#\(id ?? "")")
    }

    /// Adds the labels of the patients and of the encounters.
    private func label(
        _ found: inout Subject,
        _ elements: NoteElements,
        _ resource: JSONObject,
        _ number: Int,
        _ entry: SourceEntry
    ) throws(FHIRError) {
        for member in found.members {
            if let patient = people.places[member] { found.labels.formUnion(index.ownLabels(of: patient)) }
        }
        for encounter in elements.encounters {
            let target = ReferenceResolver(index: index).target(
                of: WrittenReference(encounter.object),
                in: resource,
                from: number,
                base: entry.base,
                types: ["Encounter"]
            )
            guard case .entry(let place) = target, let labels = people.labels[place] else { continue }
            found.labels.formUnion(labels)
        }
    }

    /// What the note says of its making, in words, and who stands behind them where it is one: none of it is looked for, so
    /// none of it can be missing.
    private func context(
        of elements: NoteElements,
        _ references: AuthorReader
    ) -> (words: ExternalContext, parties: [ExternalContext.Part: ImportedAuthor]) {
        func party(_ reference: NoteElements.Reference?) -> ImportedAuthor? {
            let author = reference.map { references.author($0.object).author }
            return author?.name.isEmpty == false ? author : nil
        }
        var parties: [ExternalContext.Part: ImportedAuthor] = [:]
        parties[.organization] = party(elements.authors.first { references.isOrganization($0.object) })
        parties[.custodian] = party(elements.custodian)
        parties[.authenticator] = party(elements.authenticator)
        let encounters = elements.encounters.compactMap { party($0) }
        if encounters.count == 1 { parties[.encounter] = encounters[0] }
        let words = ExternalContext(
            organization: parties[.organization]?.name,
            custodian: parties[.custodian]?.name,
            encounter: encounters.isEmpty ? nil : encounters.map(\.name).joined(separator: ", "),
            authenticator: parties[.authenticator]?.name
        )
        return (words, parties)
    }

    private func relations(
        of elements: NoteElements,
        _ resource: JSONObject,
        _ number: Int,
        _ entry: SourceEntry,
        _ key: ReferenceKey
    ) -> [ImportedRelation] {
        elements.relations.compactMap { relation in
            let reference = WrittenReference(relation.target.object)
            let target = ReferenceResolver(index: index).target(
                of: reference,
                in: resource,
                from: number,
                base: entry.base,
                types: [entry.resourceType ?? ""]
            )
            // Named alike whether or not the other one is in the inputs, so that it is the same relation each time.
            let number = reference.key(base: entry.base) == nil ? reference.identifier : nil
            let name =
                reference.key(base: entry.base)
                ?? number.map {
                    ReferenceKey(resourceType: reference.type ?? key.resourceType, identifier: $0)
                }
            var isImported = false
            if case .entry(let found) = target { isImported = index.facts[found].state == .note }
            // What is no note, or is the note itself, is nothing to be linked with.
            guard let name, name != key, ["", key.resourceType].contains(name.resourceType) else {
                return nil
            }
            return ImportedRelation(
                kind: relation.kind,
                target: name,
                identifier: number,
                isImported: isImported
            )
        }
    }

    /// The file of the inputs, or inside the resource, at an address.
    private func file(
        at address: String,
        in resource: JSONObject,
        from number: Int,
        _ entry: SourceEntry
    ) -> JSONObject? {
        let target = ReferenceResolver(index: index).target(
            of: WrittenReference(address: address),
            in: resource,
            from: number,
            base: entry.base,
            types: []
        )
        switch target {
        case .entry(let found): return file(found)
        case .contained(let inside): return inside
        case .outside, .several, .described, .unreadable: return nil
        }
    }
}
