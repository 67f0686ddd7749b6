/// Finds whom something is about.
struct SubjectReader {
    /// Whom something is about.
    enum Subject {
        /// A patient of the inputs or, with the numbers by which the vault may know them, one who is in none.
        case patient(ReferenceKey, numbers: [ImportedIdentifier]?)
        /// A patient who is told inside the resource alone, or only by a name.
        case contained(JSONObject)
        /// The patients of a group.
        case group(Int)
    }

    let index: InputIndex
    /// What notes call each patient.
    let keys: [Int: ReferenceKey]

    /// Finds whom a reference names: leaving somebody out would file a note under the others, so it is refused.
    func subject(
        _ reference: WrittenReference,
        in resource: JSONObject,
        from number: Int,
        _ entry: SourceEntry,
        path: String
    ) throws(FHIRError) -> Subject {
        let types = ["Patient", "Group"]
        guard !reference.isContradicting, reference.type.map(types.contains) ?? true else {
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
        case .entry(let found):
            switch index.facts[found].state {
            case .patient: if let key = keys[found] { return .patient(key, numbers: nil) }
            case .group: return .group(found)
            case .refused, .other: break
            default: throw FHIRError(.wrongReferenceTarget, path: path)
            }
            throw FHIRError(.unresolvedReference, path: path)
        case .contained(let object):
            guard object.string("resourceType") == "Patient" else {
                throw FHIRError(.containedReference, path: path)
            }
            return .contained(object)
        case .outside(let key):
            guard key.resourceType != "Group" else { throw FHIRError(.unresolvedReference, path: path) }
            let patient = ReferenceKey(resourceType: "Patient", value: key.value)
            return .patient(patient, numbers: [reference.identifier].compactMap { $0 })
        case .several: throw FHIRError(.ambiguousReference, path: path)
        case .described:
            guard let display = reference.display else { throw FHIRError(.unresolvedReference, path: path) }
            // Nobody else is this person, as far as anybody knows: they get a chart of their own.
            let name = JSONObject(members: ["text": .string(display)], hasRepeatedName: false, range: 0..<0)
            return .contained(
                JSONObject(members: ["name": .array([.object(name)])], hasRepeatedName: false, range: 0..<0)
            )
        case .unreadable: throw FHIRError(.invalidReference, path: path)
        }
    }
}
