internal import ClinicalNotesModel

extension ImportRun {
    /// Reads patients and practitioners, then what refers to them.
    mutating func readPeople() {
        forEach(.patient) { (run, position, resource) throws(FHIRError) in
            try run.readPatient(resource, at: position)
        }
        forEach(.practitioner) { (run, position, resource) throws(FHIRError) in
            guard let key = run.entries[position].key else { return }
            run.practitioners.append(
                ImportedPractitioner(
                    index: run.entries[position].index,
                    key: key,
                    identifiers: ImportedIdentifier.all(of: resource, "identifier"),
                    name: ImportRun.name(of: resource),
                    labels: run.labels[position]
                )
            )
        }
        forEach(.practitionerRole) { (run, position, resource) throws(FHIRError) in
            guard let reference = resource.object("practitioner") else { return }
            let path = "PractitionerRole.practitioner"
            run.holders[position] = try run.entry(
                reference,
                from: position,
                path: path,
                types: [.practitioner]
            ).key
        }
        forEach(.group) { (run, position, resource) throws(FHIRError) in
            try run.readGroup(resource, at: position)
        }
    }

    private mutating func readPatient(_ resource: JSONObject, at position: Int) throws(FHIRError) {
        guard let key = entries[position].key else { return }
        for (index, link) in resource.objects("link").enumerated() where link.string("type") == "replaced-by"
        {
            throw FHIRError(.replacedPatient, path: "Patient.link[\(index)]")
        }
        guard resource["deceasedBoolean"] == nil || resource["deceasedDateTime"] == nil else {
            throw FHIRError(.tooManyElements, path: "Patient.deceasedDateTime")
        }
        let hasDeathDate: Bool? = resource["deceasedDateTime"] == nil ? nil : true
        patients.append(
            ImportedPatient(
                index: entries[position].index,
                key: key,
                identifiers: ImportedIdentifier.all(of: resource, "identifier"),
                name: ImportRun.name(of: resource),
                birthDate: resource.string("birthDate").flatMap { FHIRDate($0) },
                gender: resource.string("gender").flatMap { Person.Gender(rawValue: $0) },
                isDeceased: hasDeathDate ?? resource["deceasedBoolean"]?.boolean,
                labels: labels[position]
            )
        )
    }

    private mutating func readGroup(_ resource: JSONObject, at position: Int) throws(FHIRError) {
        guard let key = entries[position].key else { return }
        guard resource.string("type") == "person" else {
            outcomes[position] = .skipped(.notImported)
            return
        }
        guard resource["actual"]?.boolean == true else {
            throw FHIRError(.unsupportedGroup, path: "Group.actual")
        }
        var members = [ReferenceKey]()
        for (index, member) in resource.objects("member").enumerated() {
            let path = "Group.member[\(index)]"
            // Somebody who came or went was the subject of some notes only; a group does not say of which.
            guard member["period"] == nil, member["inactive"]?.boolean != true else {
                throw FHIRError(.unsupportedGroup, path: path)
            }
            guard let reference = member.object("entity") else { continue }
            let found = try entry(reference, from: position, path: "\(path).entity", types: [.patient]).key
            if !members.contains(found) { members.append(found) }
        }
        guard !members.isEmpty else { throw FHIRError(.missingElement, path: "Group.member") }
        membersOfGroup[position] = members
        groups.append(
            ImportedGroup(
                index: entries[position].index,
                key: key,
                identifiers: ImportedIdentifier.all(of: resource, "identifier"),
                name: resource.string("name").map { ClinicalText($0) },
                members: members,
                labels: labels[position]
            )
        )
    }

    /// Finds an accepted entry of one of the types.
    func entry(
        _ reference: JSONObject,
        from position: Int,
        path: String,
        types: Set<ComplexType>
    ) throws(FHIRError) -> (position: Int, key: ReferenceKey) {
        let names = Set(types.map(\.rawValue))
        if let said = reference.string("type"), ValueSets.resourceType.contains(said), !names.contains(said) {
            throw FHIRError(.wrongReferenceTarget, path: path)
        }
        switch try resolver.target(of: reference, in: entries[position], path: path) {
        case .entry(let found):
            guard let key = entries[found].key, names.contains(key.resourceType) else {
                throw FHIRError(.wrongReferenceTarget, path: path)
            }
            guard outcomes[found] == .accepted else { throw FHIRError(.unresolvedReference, path: path) }
            return (found, key)
        case .outside(let key):
            let isWrong = !key.resourceType.isEmpty && !names.contains(key.resourceType)
            throw FHIRError(isWrong ? .wrongReferenceTarget : .unresolvedReference, path: path)
        case .unnamed: throw FHIRError(.unresolvedReference, path: path)
        }
    }

    private static func name(of resource: JSONObject) -> ClinicalText? {
        let names = resource.objects("name")
        let best =
            names.first { $0.string("use") == "official" } ?? names.first { $0.string("use") == "usual" }
            ?? names.first
        guard let best else { return nil }
        if let text = best.string("text") { return ClinicalText(text) }
        let given = best["given"]?.elements?.compactMap(\.string) ?? []
        let words = given + [best.string("family")].compactMap { $0 }
        return words.isEmpty ? nil : ClinicalText(words.joined(separator: " "))
    }
}
