internal import ClinicalNotesModel

extension NoteHeader {
    /// What was last said about showing a patient the note, or something of it.
    func release(of scope: SharingScope, to patient: PatientID) -> Release? {
        releases.first { $0.patient == patient && $0.scope == scope }
    }

    /// Puts a release in the place of the one before it.
    mutating func set(_ release: Release) {
        releases.removeAll { $0.patient == release.patient && $0.scope == release.scope }
        releases.append(release)
    }

    /// Puts a hold on the note, in the place of the same one.
    mutating func place(_ hold: Hold) {
        holds.removeAll { $0.isSameHold(as: hold) }
        holds.append(hold)
    }
}

extension Hold {
    /// The same hold on the note that takes this one's place.
    func moved(to note: NoteID) -> Hold {
        Hold(
            note: note,
            scope: scope,
            patient: patient,
            ground: ground,
            determinedBy: determinedBy,
            by: by,
            at: at,
            individualized: individualized,
            treatingRelationship: treatingRelationship,
            expires: expires,
            review: review
        )
    }

    /// Whether two holds are the same one, however its review stands.
    func isSameHold(as other: Hold) -> Bool {
        (note, scope, patient, ground) == (other.note, other.scope, other.patient, other.ground)
    }
}
