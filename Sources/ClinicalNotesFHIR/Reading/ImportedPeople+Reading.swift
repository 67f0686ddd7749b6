internal import ClinicalNotes
internal import ClinicalNotesModel

/// The names of people.
enum HumanName {
    /// The official name, or the usual one, or the first.
    static func best(of resource: JSONObject) -> String? {
        let names = resource.objects("name") + [resource.object("name")].compactMap { $0 }
        let best =
            names.first { $0.string("use") == "official" } ?? names.first { $0.string("use") == "usual" }
            ?? names.first
        guard let best else { return nil }
        if let text = best.string("text") { return text }
        let given = best["given"]?.elements?.compactMap(\.string) ?? []
        let words = given + [best.string("family")].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

extension ImportedPatient {
    /// Reads a patient of the inputs.
    init(
        _ resource: JSONObject,
        _ key: ReferenceKey,
        _ number: Int,
        _ entry: SourceEntry,
        _ index: InputIndex
    ) throws(FHIRError) {
        guard resource["deceasedBoolean"] == nil || resource["deceasedDateTime"] == nil else {
            throw FHIRError(.tooManyElements, path: "Patient.deceasedDateTime")
        }
        let links = resource.objects("link").compactMap { link -> ImportedLink? in
            guard let kind = link.string("type").flatMap(ExternalLink.Kind.init(rawValue:)),
                let reference = link.object("other").map(WrittenReference.init)
            else { return nil }
            let target = ReferenceResolver(index: index).target(
                of: reference,
                in: resource,
                from: number,
                base: entry.base,
                types: ["Patient"]
            )
            return switch target {
            // The other patient may not be read yet: what the reference calls them is what they are called.
            case .entry: reference.key(base: entry.base).map { ImportedLink(kind: kind, target: $0) }
            case .outside(let other): ImportedLink(kind: kind, target: other)
            case .contained, .several, .described, .unreadable: nil
            }
        }
        let claims = ImportedIdentifier.all(of: resource, "identifier").filter { number in
            guard number.system != nil, case .entry = index.entry(of: "Patient", with: number) else {
                return false
            }
            return true
        }
        let address = entry.fullURL.map { ReferenceKey(resourceType: "Patient", value: $0) }
        self.init(
            resource,
            key,
            number,
            labels: index.ownLabels(of: number),
            links: links,
            claims: claims,
            address: address == key ? nil : address
        )
    }

    /// Reads a patient, also one who is told inside a note.
    init(
        _ resource: JSONObject,
        _ key: ReferenceKey,
        _ number: Int,
        labels: SecurityLabels = .none,
        links: [ImportedLink] = [],
        claims: [ImportedIdentifier] = [],
        address: ReferenceKey? = nil
    ) {
        let hasDeathDate: Bool? = resource["deceasedDateTime"] == nil ? nil : true
        self.init(
            index: number,
            key: key,
            identifiers: ImportedIdentifier.all(of: resource, "identifier"),
            name: HumanName.best(of: resource).map { ClinicalText($0) },
            birthDate: resource.string("birthDate").flatMap { FHIRDate($0) },
            gender: resource.string("gender").flatMap { Person.Gender(rawValue: $0) },
            isDeceased: hasDeathDate ?? resource["deceasedBoolean"]?.boolean,
            // The day that was written, on the clock of the place.
            deathDate: resource.string("deceasedDateTime").flatMap { CalendarDay($0.prefix(10)) },
            labels: labels,
            version: ExternalVersion(of: resource),
            links: links,
            claims: claims,
            address: address
        )
    }
}

extension ImportedPractitioner {
    init(_ resource: JSONObject, _ key: ReferenceKey, _ number: Int, _ index: InputIndex) {
        self.init(
            index: number,
            key: key,
            identifiers: ImportedIdentifier.all(of: resource, "identifier"),
            name: HumanName.best(of: resource).map { ClinicalText($0) },
            labels: index.ownLabels(of: number)
        )
    }
}

extension ImportedAuthor {
    /// Somebody who is told in words, and of whom a number may be known.
    init(_ reference: WrittenReference, _ target: ReferenceResolver.Target, name: String? = nil) {
        var key: ReferenceKey?
        var inside: JSONObject?
        switch target {
        case .outside(let outside): key = outside
        case .contained(let object): inside = object
        case .entry, .several, .described, .unreadable: break
        }
        let told = inside.flatMap { HumanName.best(of: $0) ?? $0.string("name") }
        self.init(
            key: key,
            name: name ?? reference.display ?? told ?? reference.words ?? "",
            identifiers: [reference.identifier].compactMap { $0 }
                + (inside.map { ImportedIdentifier.all(of: $0, "identifier") } ?? []),
            isNamed: (name ?? reference.display ?? told) != nil
        )
    }
}

extension WrittenReference {
    /// What the reference calls its target, if by a name.
    func key(base: String?) -> ReferenceKey? {
        switch form {
        case .address(let address): ReferenceKey(resourceType: type ?? "", value: address)
        case .local(let type, let id):
            ReferenceKey(resourceType: type, value: base.map { "\($0)/\(type)/\(id)" } ?? "\(type)/\(id)")
        case .none, .contained, .search, .unreadable: nil
        }
    }

    /// What the reference calls its target by a name, else by a number: the same whether or not that is in the inputs.
    func name(base: String?) -> ReferenceKey? {
        key(base: base) ?? identifier.map { ReferenceKey(resourceType: type ?? "", identifier: $0) }
    }
}
