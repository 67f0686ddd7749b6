/// Finds whom something is about.
struct SubjectReader {
    /// Whom something is about.
    enum Subject {
        /// A patient of the inputs.
        case patient(ReferenceKey)
        /// A patient who is in none, or something that is no patient and gets a chart nevertheless.
        case absent(ReferenceKey, AbsentSubject)
        /// A patient who is told inside the resource alone.
        case contained(JSONObject)
        /// Somebody of whom at most a name is known: nobody else is this person, as far as anybody knows.
        case unnamed(String?, id: String? = nil)
        /// The patients of a group.
        case group(Int)
    }

    let index: InputIndex
    let people: InputPeople

    /// Finds whom a reference names: leaving somebody out would file a note under the others, so that is refused.
    func subject(
        _ reference: WrittenReference,
        in resource: JSONObject,
        from number: Int,
        _ entry: SourceEntry,
        path: String
    ) throws(FHIRError) -> Subject {
        let types = Self.types(of: resource)
        guard !reference.isContradicting, reference.type.map({ types?.contains($0) ?? true }) ?? true else {
            throw FHIRError(.wrongReferenceTarget, path: path)
        }
        let target = ReferenceResolver(index: index).target(
            of: reference,
            in: resource,
            from: number,
            base: entry.base,
            types: ["Patient"]
        )
        switch target {
        case .entry(let found): return try subject(at: found, reference, entry, path: path)
        case .contained(let object):
            let type = object.string("resourceType")
            guard type == "Patient" || type.map({ types?.contains($0) ?? true }) ?? false else {
                throw FHIRError(.containedReference, path: path)
            }
            guard type != "Patient" else { return .contained(object) }
            let name = reference.display ?? object.string("name") ?? HumanName.best(of: object)
            return .unnamed(name, id: object.string("id"))
        case .outside(let key):
            let type = key.resourceType.isEmpty ? "Patient" : key.resourceType
            let absent = AbsentSubject(
                numbers: [reference.identifier].compactMap { $0 },
                name: reference.display
            )
            return Self.absent(ReferenceKey(resourceType: type, value: key.value), absent)
        case .several: throw FHIRError(.ambiguousReference, path: path)
        case .described: return .unnamed(reference.display)
        case .unreadable: throw FHIRError(.invalidReference, path: path)
        }
    }

    private func subject(
        at found: Int,
        _ reference: WrittenReference,
        _ entry: SourceEntry,
        path: String
    ) throws(FHIRError) -> Subject {
        let type = index.resourceType(of: found) ?? ""
        switch index.facts[found].state {
        case .patient: if let key = people.keys[found] { return .patient(key) }
        case .group where people.members[found] != nil: return .group(found)
        default: break
        }
        // Of a patient who is refused nobody knows who it is.
        guard type != "Patient", !type.isEmpty else { throw FHIRError(.unresolvedReference, path: path) }
        let number = reference.identifier.map { ReferenceKey(resourceType: type, identifier: $0) }
        guard let key = reference.key(base: entry.base) ?? number else {
            throw FHIRError(.unresolvedReference, path: path)
        }
        let name = reference.display ?? people.names[found]
        return Self.absent(ReferenceKey(resourceType: type, value: key.value), AbsentSubject(name: name))
    }

    /// Something that is no patient is told from a patient and from whoever works here, whatever names it.
    private static func absent(_ key: ReferenceKey, _ subject: AbsentSubject) -> Subject {
        guard key.resourceType != "Patient" else { return .absent(key, subject) }
        let own = ReferenceKey(resourceType: "Patient", value: "\(key.value)#subject")
        return .absent(own, AbsentSubject(name: subject.name))
    }

    /// The types of what a resource may be about in R4; `nil` for all.
    private static func types(of resource: JSONObject) -> [String]? {
        switch resource.string("resourceType") {
        case "Composition": nil
        case "DocumentReference": ["Patient", "Practitioner", "Group", "Device"]
        case "Group": ["Patient"]
        default: ["Patient", "Group", "Device", "Location"]
        }
    }
}
