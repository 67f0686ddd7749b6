internal import ClinicalNotesModel

extension ImportRun {
    /// Reads the notes, then refuses those that claim one identifier together.
    mutating func readNotes() {
        var read = [Int: ImportedNote]()
        forEach(.documentReference) { (run, position, resource) throws(FHIRError) in
            read[position] = try run.note(resource, at: position)
        }
        var owners = [ImportedIdentifier: [Int]]()
        for (position, note) in read {
            for identifier in Set(note.identifiers) where identifier.system != nil {
                owners[identifier, default: []].append(position)
            }
        }
        for positions in owners.values where positions.count > 1 {
            for position in positions {
                read[position] = nil
                refuse(position, FHIRError(.conflictingIdentifier, path: "DocumentReference.identifier"))
            }
        }
        let keys = Set(read.values.map(\.key))
        notes = read.sorted { $0.key < $1.key }.map { _, note in
            var note = note
            note.relatesTo = note.relatesTo.map { relation in
                ImportedRelation(
                    kind: relation.kind,
                    target: relation.target,
                    isImported: keys.contains(relation.target)
                )
            }
            return note
        }
    }

    private func note(_ resource: JSONObject, at position: Int) throws(FHIRError) -> ImportedNote {
        guard let key = entries[position].key else { throw FHIRError(.missingIdentity) }
        let kind = try NoteKindReader.kind(of: resource)
        let content = try AttachmentReader.text(of: resource, limits: limits)
        let subject = try subjects(of: resource, at: position)
        let authors = try authors(of: resource, at: position)
        guard let date = resource.string("date").flatMap({ Instant(rfc3339: $0) }) else {
            throw FHIRError(.invalidInstant, path: "DocumentReference.date")
        }
        let context = resource.object("context")
        let encounters = context?.objects("encounter") ?? []
        guard encounters.count <= 1 else {
            throw FHIRError(.tooManyElements, path: "DocumentReference.context.encounter")
        }
        return ImportedNote(
            index: entries[position].index,
            key: key,
            identifiers: ImportedIdentifier.all(of: resource, "masterIdentifier", "identifier"),
            kind: kind,
            compartment: labels[position].compartment,
            status: ImportRun.status(of: resource),
            isSuperseded: resource.string("status") == "superseded",
            text: content.text,
            wasMarkup: content.wasMarkup,
            otherFormats: content.otherFormats,
            subjects: subject.members,
            group: subject.group,
            authors: authors.people,
            otherAuthors: authors.others,
            authenticator: try authenticator(of: resource, at: position),
            date: date,
            period: try ImportRun.period(context?.object("period")),
            encounter: try outside(
                encounters.first,
                at: position,
                path: "DocumentReference.context.encounter[0]",
                type: "Encounter"
            ),
            custodian: try outside(
                resource.object("custodian"),
                at: position,
                path: "DocumentReference.custodian",
                type: "Organization"
            ),
            labels: labels[position],
            relatesTo: try relations(of: resource, at: position)
        )
    }

    private static func status(of resource: JSONObject) -> ImportedNoteStatus {
        guard resource.string("status") != "entered-in-error" else { return .enteredInError }
        return switch resource.string("docStatus") {
        case "preliminary": .draft
        case "amended": .amended
        case "entered-in-error": .enteredInError
        default: .final
        }
    }

    private static func period(_ period: JSONObject?) throws(FHIRError) -> ImportedPeriod? {
        guard let period else { return nil }
        let start = period.string("start").flatMap { FHIRDate($0) }
        let end = period.string("end").flatMap { FHIRDate($0) }
        if case .instant(let start)? = start, case .instant(let end)? = end, end < start {
            throw FHIRError(.invalidValue, path: "DocumentReference.context.period")
        }
        return ImportedPeriod(start: start, end: end)
    }

    private func subjects(
        of resource: JSONObject,
        at position: Int
    ) throws(FHIRError) -> (members: [ReferenceKey], group: ReferenceKey?) {
        let path = "DocumentReference.subject"
        guard let reference = resource.object("subject") else { throw FHIRError(.missingElement, path: path) }
        let found = try entry(reference, from: position, path: path, types: [.patient, .group])
        guard let members = membersOfGroup[found.position] else { return ([found.key], nil) }
        return (members, found.key)
    }

    private func authors(
        of resource: JSONObject,
        at position: Int
    ) throws(FHIRError) -> (people: [ReferenceKey], others: Int) {
        var people = [ReferenceKey]()
        var others = 0
        for (index, reference) in resource.objects("author").enumerated() {
            let path = "DocumentReference.author[\(index)]"
            if let author = try person(reference, from: position, path: path) {
                if !people.contains(author) { people.append(author) }
            } else {
                others += 1
            }
        }
        guard !people.isEmpty else { throw FHIRError(.noAuthor, path: "DocumentReference.author") }
        return (people, others)
    }

    private func authenticator(of resource: JSONObject, at position: Int) throws(FHIRError) -> ReferenceKey? {
        guard let reference = resource.object("authenticator") else { return nil }
        return try person(reference, from: position, path: "DocumentReference.authenticator")
    }

    /// The practitioner or patient that a reference names, or `nil` if it names an author of another kind
    /// or describes somebody without naming them.
    private func person(
        _ reference: JSONObject,
        from position: Int,
        path: String
    ) throws(FHIRError) -> ReferenceKey? {
        let type: String
        switch try resolver.target(of: reference, in: entries[position], path: path) {
        case .unnamed: return nil
        case .entry(let found): type = entries[found].resourceType ?? ""
        case .outside(let key): type = key.resourceType
        }
        if ["Organization", "Device", "RelatedPerson"].contains(type) { return nil }
        let types: Set<ComplexType> = [.practitioner, .practitionerRole, .patient]
        let found = try entry(reference, from: position, path: path, types: types)
        guard entries[found.position].type == .practitionerRole else { return found.key }
        return holders[found.position]
    }

    /// The key of something that is not imported itself.
    private func outside(
        _ reference: JSONObject?,
        at position: Int,
        path: String,
        type: String
    ) throws(FHIRError) -> ReferenceKey? {
        guard let reference else { return nil }
        switch try resolver.target(of: reference, in: entries[position], path: path) {
        case .unnamed: return nil
        case .entry(let found):
            guard let key = entries[found].key, key.resourceType == type else {
                throw FHIRError(.wrongReferenceTarget, path: path)
            }
            return key
        case .outside(let key):
            guard key.resourceType == type || key.resourceType.isEmpty else {
                throw FHIRError(.wrongReferenceTarget, path: path)
            }
            return ReferenceKey(resourceType: type, value: key.value)
        }
    }

    private func relations(of resource: JSONObject, at position: Int) throws(FHIRError) -> [ImportedRelation]
    {
        var relations = [ImportedRelation]()
        for (index, relation) in resource.objects("relatesTo").enumerated() {
            let path = "DocumentReference.relatesTo[\(index)]"
            guard let kind = relation.string("code").flatMap(ImportedRelation.Kind.init(rawValue:)) else {
                throw FHIRError(.invalidCode, path: "\(path).code")
            }
            let target = relation.object("target")
            let type = ComplexType.documentReference.rawValue
            guard let key = try outside(target, at: position, path: "\(path).target", type: type),
                key != entries[position].key
            else { throw FHIRError(.unresolvedReference, path: "\(path).target") }
            relations.append(ImportedRelation(kind: kind, target: key, isImported: false))
        }
        return relations
    }
}
