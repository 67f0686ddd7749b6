internal import ClinicalNotes
internal import ClinicalNotesModel

/// What the inputs say of those whom notes refer to.
struct InputPeople {
    /// Whom a role is held by.
    enum Holder {
        case practitioner(Int)
        case told(ImportedAuthor)
    }

    /// The accepted patients that were read since they were last taken.
    private(set) var patients: [ImportedPatient] = []
    /// The accepted practitioners.
    private(set) var practitioners: [ImportedPractitioner] = []
    /// The accepted groups of patients.
    private(set) var groups: [ImportedGroup] = []
    /// What notes call each patient and practitioner.
    private(set) var keys: [Int: ReferenceKey] = [:]
    /// The entry of each patient.
    private(set) var places: [ReferenceKey: Int] = [:]
    /// Whom each role is held by.
    private(set) var holders: [Int: Holder] = [:]
    /// The members of each group.
    private(set) var members: [Int: [ReferenceKey]] = [:]
    /// What is known of members who are in no input.
    private(set) var absent: [ReferenceKey: AbsentSubject] = [:]
    /// The names of practitioners, organizations, devices, relatives and teams.
    private(set) var names: [Int: String] = [:]
    /// The labels of encounters.
    private(set) var labels: [Int: SecurityLabels] = [:]
    /// The encounters that have labels.
    private(set) var encounters: [ImportedEncounter] = []
    private var waiting: [(number: Int, entry: SourceEntry)] = []
    private var waitingEncounters: [(number: Int, entry: SourceEntry, labels: SecurityLabels)] = []

    /// Takes the patients out.
    mutating func takePatients() -> [ImportedPatient] {
        defer { patients = [] }
        return patients
    }

    /// Takes the encounters out.
    mutating func takeEncounters() -> [ImportedEncounter] {
        defer { encounters = [] }
        return encounters
    }

    /// Takes the practitioners out.
    mutating func takePractitioners() -> [ImportedPractitioner] {
        defer { practitioners = [] }
        return practitioners
    }

    /// Reads an entry that notes may refer to.
    mutating func read(_ entry: SourceEntry, _ number: Int, _ index: inout InputIndex) {
        if index.facts[number].state == .encounter { readEncounter(entry, number, index) }
        guard let resource = entry.resource, let key = entry.key else { return }
        do throws(FHIRError) {
            switch index.facts[number].state {
            case .patient:
                let patient = try ImportedPatient(resource, key, number, entry, index)
                keys[number] = key
                places[key] = number
                patients.append(patient)
            case .practitioner:
                keys[number] = key
                names[number] = HumanName.best(of: resource)
                practitioners.append(ImportedPractitioner(resource, key, number, index))
            case .practitionerRole: readRole(resource, number, entry, index)
            // Its members may come later.
            case .group: waiting.append((number, entry))
            case .described: describe(resource, number)
            case .encounter, .note, .file, .other, .repeated, .older, .refused: return
            }
        } catch {
            index.refuse(number, error)
        }
    }

    /// Says that all were read.
    mutating func finish(_ index: inout InputIndex) {
        for (number, entry) in waiting {
            guard let resource = entry.resource, let key = entry.key else { continue }
            do throws(FHIRError) {
                try readGroup(resource, key, number, entry, index)
            } catch {
                index.refuse(number, error)
            }
        }
        waiting = []
        for (number, entry, labels) in waitingEncounters {
            do throws(FHIRError) {
                encounters.append(try ImportedEncounter(entry, number, labels, index, self))
            } catch {
                index.refuse(number, error)
            }
        }
        waitingEncounters = []
    }

    private mutating func readRole(
        _ resource: JSONObject,
        _ number: Int,
        _ entry: SourceEntry,
        _ index: InputIndex
    ) {
        guard let object = resource.object("practitioner") else { return }
        let reference = WrittenReference(object)
        let target = ReferenceResolver(index: index).target(
            of: reference,
            in: resource,
            from: number,
            base: entry.base,
            types: ["Practitioner"]
        )
        if case .entry(let found) = target, index.facts[found].state == .practitioner {
            holders[number] = .practitioner(found)
        } else {
            holders[number] = .told(ImportedAuthor(reference, target))
        }
    }

    private mutating func readEncounter(_ entry: SourceEntry, _ number: Int, _ index: InputIndex) {
        let found = index.ownLabels(of: number)
        labels[Int(index.current(Int32(clamping: number))), default: .none].formUnion(found)
        // Its patient may come later.
        waitingEncounters.append((number, entry.encounter, found))
    }

    private mutating func describe(_ resource: JSONObject, _ number: Int) {
        let name = resource.string("name") ?? HumanName.best(of: resource)
        let device = resource.objects("deviceName").first?.string("name")
        if let name = name ?? device { names[number] = name }
    }

    private mutating func readGroup(
        _ resource: JSONObject,
        _ key: ReferenceKey,
        _ number: Int,
        _ entry: SourceEntry,
        _ index: InputIndex
    ) throws(FHIRError) {
        guard resource["actual"]?.boolean == true else {
            throw FHIRError(.unsupportedGroup, path: "Group.actual")
        }
        let subjects = SubjectReader(index: index, people: self)
        var found: [ReferenceKey] = []
        for (place, member) in resource.objects("member").enumerated() {
            let path = "Group.member[\(place)]"
            // Somebody who came or went was the subject of some notes only; a group does not say of which.
            guard member["period"] == nil, member["inactive"]?.boolean != true else {
                throw FHIRError(.unsupportedGroup, path: path)
            }
            guard let reference = member.object("entity").map(WrittenReference.init) else { continue }
            switch try subjects.subject(reference, in: resource, from: number, entry, path: "\(path).entity")
            {
            case .patient(let patient): if !found.contains(patient) { found.append(patient) }
            case .absent(let patient, let known):
                if !found.contains(patient) { found.append(patient) }
                absent[patient] = known
            case .contained, .unnamed, .group: throw FHIRError(.wrongReferenceTarget, path: "\(path).entity")
            }
        }
        guard !found.isEmpty else { throw FHIRError(.missingElement, path: "Group.member") }
        members[number] = found
        groups.append(
            ImportedGroup(
                index: number,
                key: key,
                identifiers: ImportedIdentifier.all(of: resource, "identifier"),
                name: resource.string("name").map { ClinicalText($0) },
                members: found,
                labels: index.ownLabels(of: number)
            )
        )
    }
}
