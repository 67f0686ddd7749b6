/// Finds who a note says wrote it, or stands for it in another way: what it cannot find it tells in words.
struct AuthorReader {
    let index: InputIndex
    let people: InputPeople
    let resource: JSONObject
    let number: Int
    let entry: SourceEntry

    /// What a reference names as an author.
    ///
    /// - Returns: The practitioner or patient of the inputs, if it is one, and how it is told in any case.
    func author(_ object: JSONObject) -> (person: ReferenceKey?, author: ImportedAuthor) {
        let reference = WrittenReference(object)
        var found = author(reference)
        found.author.reference = reference.name(base: entry.base)
        return found
    }

    private func author(_ reference: WrittenReference) -> (person: ReferenceKey?, author: ImportedAuthor) {
        let target = target(of: reference)
        switch target {
        case .entry(let found): return author(at: found, reference, target)
        case .contained(let object):
            let told = ImportedAuthor(reference, target)
            let type = object.string("resourceType") ?? ""
            for identifier in told.identifiers where identifier.system != nil {
                guard case .entry(let found) = index.entry(of: type, with: identifier) else { continue }
                return author(at: found, reference, target)
            }
            return (nil, told)
        case .outside, .several, .described, .unreadable: return (nil, ImportedAuthor(reference, target))
        }
    }

    /// Whether a reference names an organization.
    func isOrganization(_ object: JSONObject) -> Bool {
        let reference = WrittenReference(object)
        if case .contained(let inside) = target(of: reference) {
            return inside.string("resourceType") == "Organization"
        }
        return reference.type == "Organization"
    }

    private func author(
        at found: Int,
        _ reference: WrittenReference,
        _ target: ReferenceResolver.Target
    ) -> (person: ReferenceKey?, author: ImportedAuthor) {
        switch index.facts[found].state {
        case .practitioner, .patient:
            if let person = person(at: found, reference) { return person }
        case .practitionerRole:
            switch people.holders[found] {
            case .practitioner(let holder):
                if let person = person(at: holder, reference) { return person }
            case .told(let author): return (nil, author)
            case nil: break
            }
        default: break
        }
        return (nil, ImportedAuthor(reference, target, name: reference.display ?? people.names[found]))
    }

    private func person(
        at found: Int,
        _ reference: WrittenReference
    ) -> (person: ReferenceKey?, author: ImportedAuthor)? {
        people.keys[found].map { key in
            let name = people.names[found] ?? reference.display
            return (
                key,
                ImportedAuthor(
                    key: key,
                    name: name ?? key.value,
                    identifiers: [],
                    isNamed: name != nil
                )
            )
        }
    }

    private func target(of reference: WrittenReference) -> ReferenceResolver.Target {
        ReferenceResolver(index: index).target(
            of: reference,
            in: resource,
            from: number,
            base: entry.base,
            types: ["Practitioner", "PractitionerRole", "Patient", "Organization"]
        )
    }
}
