package import ClinicalNotesModel

/// Whom imported notes are about.
package enum ExternalPatient: Sendable {
    /// A patient who is on record.
    case known(PatientID)
    /// A person as the source describes them: the patient on record who is the same, or else a new patient.
    ///
    /// Two are the same if they share one of their `identifiers`, and nothing else that is known contradicts it
    /// (`Person.contradicts`). If something does, or if the identifiers name several people, the patient is refused as
    /// `identityConflict`. Numbers that others may carry too belong among the person's `sharedIdentifiers`, which are kept
    /// with a new patient and tell nothing.
    ///
    /// The `key` names the source's own record of the person, and no other; it is one of the `identifiers`. By it later
    /// states of that record are told: one that its `version` says to be newer changes name, gender and identifiers, and
    /// any that is not older and tells of a death enters it. A birth date that contradicts stays a conflict, and what the practice knows
    /// beside is never overwritten. Where several states of one record come together, the newest counts.
    ///
    /// `claims` are further numbers by which notes may have called the person: a provisional patient who has one of them, and
    /// whose name does not contradict, is this one. A provisional patient is completed. Where a number names somebody else,
    /// it stays theirs, and the two are linked.
    ///
    /// `labels` are those of the record itself: they reach every imported note of the patient from then on, whether it came before
    /// or comes after, and no note that was written here. An import only adds some.
    ///
    /// Where the source says in so many words that the person is alive (`isSaidAlive`), a newer state takes back a death that
    /// its earlier state alone told of: never one that another source tells of, too, or that was entered here.
    ///
    /// `links` say which other records the source holds to be about the same person: they are kept and reported, and
    /// nobody is merged.
    case person(
        Person,
        key: PersonIdentifier? = nil,
        version: ExternalVersion? = nil,
        links: [ExternalLink] = [],
        claims: [PersonIdentifier] = [],
        labels: ExternalLabels = .none,
        isSaidAlive: Bool = false
    )
    /// The patient on record whom the `key` or one of the `numbers` names or, if that is nobody, a provisional patient with
    /// the name, whose identifiers they become (`Person.isProvisional`).
    ///
    /// The first ``person(_:key:version:links:claims:labels:isSaidAlive:)`` that carries one of them completes the record.
    case provisional(name: String?, key: PersonIdentifier, numbers: [PersonIdentifier] = [])
    /// The patient on record whom one of these identifiers names; nobody is put on record.
    case identified([PersonIdentifier])
}

extension ExternalPatient: DescribedByType {}
