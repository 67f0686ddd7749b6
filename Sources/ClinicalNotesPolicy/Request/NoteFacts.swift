package import ClinicalNotesModel

/// The note that is asked for.
///
/// The entity that holds it is `organization`.
package struct NoteFacts: Hashable, Sendable {
    /// Who holds the note.
    package var organization: Fact<OrganizationID>
    /// The recorded authors.
    package var originators: Fact<[PrincipalID]>
    /// What kind of document it is; only house rules ask for it, the law never does.
    package var kind: Fact<NoteKind>
    /// Where it is kept.
    package var compartment: Fact<Compartment>
    /// Where it is in its life.
    package var status: Fact<NoteStatus>
    /// The holder is a correctional institution or acts under its direction, 45 CFR 164.524(a)(2)(ii).
    package var correctionalHolder: Fact<Bool>
    /// The author can no longer act on a request to amend, 45 CFR 164.526(a)(2)(i).
    package var authorUnavailable: Fact<Bool>
    /// It was entered in error because it is about somebody else than whose chart it is on.
    package var wrongPatient: Fact<Bool>
    /// A draft that somebody already used to decide about care.
    package var usedForDecisions: Fact<Bool>
    /// Kept apart from the rest of the record, 45 CFR 164.501.
    package var separated: Fact<Bool>
    /// Holds nothing but what the definition of 45 CFR 164.501 excludes.
    package var excludedContentOnly: Fact<Bool>
    /// The people it is about as patients; order means nothing.
    package var subjects: Fact<[PatientID]>
    /// Its parts; empty if it cannot be shown in parts.
    package var parts: [NotePart]
    /// Other subjects' parts can be removed.
    package var segmentable: Fact<Bool>
    /// Whom it mentions beside its subjects.
    package var referencesOther: Fact<ReferencedPerson>
    /// Compiled for a proceeding, 45 CFR 164.524(a)(1)(ii).
    package var compiledForProceeding: Fact<Bool>
    /// Also meets 45 CFR 164.501; matters for counseling notes.
    package var hipaaPsychotherapy: Fact<Bool>
    /// How the entity came by it.
    package var holder: Fact<NoteHolder>
    /// The consent under which a Part 2 recipient holds it.
    package var receivedUnder: Fact<ReceivedUnder?>
    /// What the patient's portal shows of it.
    package var sharing: Fact<Release.State>
    /// Who set that.
    package var sharingSetBy: Fact<SharingSetter>
    /// What is set for single parts and fields, in the order in which it was: what is withheld of more takes back what was
    /// released before.
    package var releases: [ReleaseFacts]
    /// Holds on what the patient may see.
    package var holds: Fact<[HoldFacts]>
    /// Restrictions that the patient asked for.
    package var restrictions: Fact<[RestrictionFacts]>
    /// When it was made.
    package var createdAt: Fact<Instant>
    /// The labels that the host put on it; only house rules ask for them.
    package var labels: Fact<Set<HostWord>>
    /// The unit of the host's that it belongs to, if to one; only house rules ask for it.
    package var unit: Fact<HostWord?>

    /// Makes facts; what is left out has the default shown.
    package init(
        organization: Fact<OrganizationID>,
        originators: Fact<[PrincipalID]>,
        kind: Fact<NoteKind> = .unknown,
        compartment: Fact<Compartment>,
        status: Fact<NoteStatus>,
        correctionalHolder: Fact<Bool> = .known(false),
        authorUnavailable: Fact<Bool> = .known(false),
        wrongPatient: Fact<Bool> = .known(false),
        usedForDecisions: Fact<Bool> = .known(false),
        separated: Fact<Bool>,
        excludedContentOnly: Fact<Bool> = .known(false),
        subjects: Fact<[PatientID]>,
        parts: [NotePart] = [],
        segmentable: Fact<Bool>,
        referencesOther: Fact<ReferencedPerson> = .unknown,
        compiledForProceeding: Fact<Bool> = .unknown,
        hipaaPsychotherapy: Fact<Bool> = .unknown,
        holder: Fact<NoteHolder>,
        receivedUnder: Fact<ReceivedUnder?> = .known(nil),
        sharing: Fact<Release.State>,
        sharingSetBy: Fact<SharingSetter>,
        releases: [ReleaseFacts] = [],
        holds: Fact<[HoldFacts]>,
        restrictions: Fact<[RestrictionFacts]>,
        createdAt: Fact<Instant>,
        labels: Fact<Set<HostWord>> = .unknown,
        unit: Fact<HostWord?> = .unknown
    ) {
        self.organization = organization
        self.originators = originators
        self.kind = kind
        self.compartment = compartment
        self.status = status
        self.correctionalHolder = correctionalHolder
        self.authorUnavailable = authorUnavailable
        self.wrongPatient = wrongPatient
        self.usedForDecisions = usedForDecisions
        self.separated = separated
        self.excludedContentOnly = excludedContentOnly
        self.subjects = subjects
        self.parts = parts
        self.segmentable = segmentable
        self.referencesOther = referencesOther
        self.compiledForProceeding = compiledForProceeding
        self.hipaaPsychotherapy = hipaaPsychotherapy
        self.holder = holder
        self.receivedUnder = receivedUnder
        self.sharing = sharing
        self.sharingSetBy = sharingSetBy
        self.releases = releases
        self.holds = holds
        self.restrictions = restrictions
        self.createdAt = createdAt
        self.labels = labels
        self.unit = unit
    }
}

extension NoteFacts {
    /// Whether it stands on the chart of somebody whom it is not about.
    var isOfWrongPatient: Truth { status.equals(.enteredInError) & Truth(wrongPatient) }
}
