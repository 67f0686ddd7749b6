internal import ClinicalNotesModel

/// What a state of a source's record changes of what is known of a patient.
struct PersonUpdate {
    let patient: PatientID
    /// The record as it was looked at.
    let owner: OwnerAggregate
    /// Who the patient is from now on, if that changes.
    private(set) var person: Person?
    /// The source's records from now on.
    private(set) var origins: [PersonOrigin]

    /// Compares; `nil` if nothing is new.
    init?(_ described: RecordImport.DescribedPerson, of patient: PatientID, _ owner: OwnerAggregate) {
        guard let known = owner.persons[patient] else { return nil }
        self.patient = patient
        self.owner = owner
        origins = owner.origins
        let place = origins.firstIndex { $0.key == described.key }
        let isOlder = place.flatMap { origins[$0].version }.flatMap { described.version?.isOlder(than: $0) }
        guard isOlder != true else { return nil }
        let news = described.person
        var person = known
        if isOlder == false {
            if !news.legalName.isEmpty { person.legalName = news.legalName }
            person.gender = news.gender ?? known.gender
            if known.birthDate == nil {
                person.birthDate = news.birthDate
                person.partialBirthDate = news.partialBirthDate ?? known.partialBirthDate
            }
            person.identifiers = (known.identifiers + news.identifiers).uniqued
            person.sharedIdentifiers = (known.sharedIdentifiers + news.sharedIdentifiers).uniqued
                .filter { !person.identifiers.contains($0) }
        }
        if !news.isAlive {
            person.isAlive = false
            person.deathDate = known.deathDate ?? news.deathDate
        }
        self.person = person == known ? nil : person
        guard let key = described.key else {
            guard self.person != nil else { return nil }
            return
        }
        let before = place.map { origins[$0].links } ?? []
        let links = (before + described.links).uniqued
        guard self.person != nil || links.count > before.count else { return nil }
        let origin = PersonOrigin(
            key: key,
            version: described.version ?? place.flatMap { origins[$0].version },
            links: links
        )
        if let place { origins[place] = origin } else { origins.append(origin) }
    }
}
