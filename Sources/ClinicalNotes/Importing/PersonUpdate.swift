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
    /// Whether a number of the person names somebody else on record.
    private(set) var isDisputed = false
    /// Whether the source links the record with others than before.
    private(set) var isLinked = false
    /// The labels of the source's record, if some are new.
    private(set) var labels: ExternalLabels?

    /// Compares; `nil` if nothing is new.
    init?(_ described: RecordImport.DescribedPerson, of found: RecordImport.FoundPatient) {
        let (patient, owner) = (found.patient, found.owner)
        guard let known = owner.persons[patient] else { return nil }
        self.patient = patient
        self.owner = owner
        origins = owner.origins
        guard !described.person.isProvisional else {
            // What a note calls somebody names them from now on, so that other notes find the same.
            var person = known
            let names = described.person.identifiers.filter { !found.disputed.contains($0) }
            person.identifiers = (known.identifiers + names).uniqued
            person.sharedIdentifiers.removeAll(where: names.contains)
            self.person = person
            guard person != known else { return nil }
            return
        }
        let place = origins.firstIndex { $0.key == described.key }
        let isOlder = place.flatMap { origins[$0].version }.flatMap { described.version?.isOlder(than: $0) }
        guard isOlder != true else { return nil }
        var news = described.person
        // A number that names somebody else stays theirs: whether the two are one, people decide.
        news.identifiers.removeAll(where: found.disputed.contains)
        news.sharedIdentifiers.removeAll(where: found.disputed.contains)
        isDisputed = !found.disputed.isEmpty
        var person = known
        if isOlder == false || known.isProvisional {
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
        if !isDisputed { person.isProvisional = false }
        var death = place.flatMap { origins[$0].death }
        if !news.isAlive {
            person.isAlive = false
            person.deathDate = known.deathDate ?? news.deathDate
            death = known.isAlive ? .entered : death ?? .repeated
        } else if let place, described.isSaidAlive, isOlder == false {
            if origins.takeBackDeath(at: place) {
                person.isAlive = true
                person.deathDate = nil
            }
            death = nil
        }
        self.person = person == known ? nil : person
        var labeled = owner
        labeled.take([LabeledRecord(encounter: nil, labels: described.labels)])
        if labeled != owner { labels = described.labels }
        guard let key = described.key else {
            guard self.person != nil || labels != nil else { return nil }
            return
        }
        let before = place.map { owner.origins[$0] } ?? PersonOrigin(key: key, version: nil, links: [])
        let disputes = found.disputed.map { ExternalLink(.seeAlso, $0) }
        let origin = PersonOrigin(
            key: key,
            // Remembered also where nothing else is new: a state between the two must not count as a later one.
            version: described.version ?? before.version,
            links: (before.links + described.links + disputes).uniqued,
            death: death
        )
        isLinked = origin.links != before.links
        guard self.person != nil || labels != nil || origin != before else { return nil }
        if let place { origins[place] = origin } else { origins.append(origin) }
    }
}
