internal import ClinicalNotesModel

extension FactWords {
    /// Computes every axis of a request to which no house rules apply but its own.
    init(of request: borrowing AccessRequest) {
        var fired = CompiledHouseRules.Fired()
        self.init(of: request, under: .none, fired: &fired)
    }

    /// Computes every axis of a request, first those that house rules ask for.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - house: The house rules of the policy.
    ///   - fired: Becomes what of them fired.
    init(
        of request: borrowing AccessRequest,
        under house: borrowing CompiledHouseRules,
        fired: inout CompiledHouseRules.Fired
    ) {
        self.init()
        set(Layout.action, request.action)
        set(Layout.role, request.principal.role)
        set(Layout.purpose, request.purpose)
        set(Layout.compartment, request.note.compartment)
        set(Layout.status, request.note.status)
        set(Layout.jurisdiction, request.jurisdiction)
        setPrincipal(of: request)
        setPaper(of: request)
        let note = setNote(of: request)
        let opening = setOpenness(of: request)
        let minor = setPatient(of: request)
        var agreement = setDirectives(of: request)
        var direction = setLane(of: request, note, agreement)
        house.fire(self, in: request, into: &fired)
        var parents = setHouseRules(of: request, beside: house, fired)
        if parents.close.mayHold {
            // Who is kept out lets nobody in by a signature either.
            agreement = setDirectives(of: request, parentsKeptOut: parents.close)
            forget(Layout.lane)
            direction = setLane(of: request, note, agreement, parentsKeptOut: parents.close)
            fired = CompiledHouseRules.Fired()
            house.fire(self, in: request, into: &fired)
            parents = setHouseRules(of: request, beside: house, fired)
        }
        let own = setStanding(of: request, minor, note, agreement, direction, parents)
        setHolds(of: request)
        setRestrictions(of: request)
        setOutsideTheRight(note, opening, agreement, direction, own)
        setProcess(of: request)
        setCircumstances(of: request)
        set(.permitted, .no)
    }

    private mutating func setLane(
        of request: borrowing AccessRequest,
        _ note: NoteTraits,
        _ agreement: Agreement,
        parentsKeptOut: Truth = .no
    ) -> Direction {
        let directed = Self.directsCopy(of: request, note, agreement, parentsKeptOut)
        set(.directiveToSend, directed)
        setLane(of: request, directed: directed)
        return Direction(directed: directed)
    }

    private mutating func setLane(of request: borrowing AccessRequest, directed: Truth) {
        guard case .known(let action) = request.action else { return setUnknown(Layout.lane) }
        switch action {
        case .create, .edit, .sign, .cosign, .amend, .annotate, .delete, .markEnteredInError, .setSharing,
            .requestAmendment, .requestAccounting, .recordDirective, .confirmDirective, .listDirectives,
            .revokeDirective, .importRecords, .attest, .enroll, .register, .updatePerson:
            return set(Layout.lane, ordinal: Lane.recordKeeping.ordinal)
        case .read, .disclose, .export, .browse, .deidentify: break
        }
        guard case .known(let purpose) = request.purpose, case .known(let role) = request.principal.role
        else {
            return setUnknown(Layout.lane)
        }
        let inPlace = role == .patient || role == .personalRepresentative || role == .parent
        if purpose == .patientDirected {
            // Without a direction it is a disclosure like any other, which an authorization may permit.
            switch directed {
            case .yes: set(Layout.lane, ordinal: Lane.directed.ordinal)
            case .no: set(Layout.lane, ordinal: Lane.thirdParty.ordinal)
            default: setUnknown(Layout.lane, among: [Lane.directed.ordinal, Lane.thirdParty.ordinal])
            }
        } else if inPlace && (action == .browse || purpose == .patientRequest) {
            set(Layout.lane, ordinal: Lane.access.ordinal)
        } else {
            set(Layout.lane, ordinal: Lane.thirdParty.ordinal)
        }
    }

    /// Whether the patient directs a copy to the principal, 45 CFR 164.524(c)(3)(ii).
    ///
    /// Not of what Part 2 protects, which goes by consent, nor of what the right of access does not reach and the
    /// patient authorized.
    private static func directsCopy(
        of request: borrowing AccessRequest,
        _ note: NoteTraits,
        _ agreement: Agreement,
        _ parentsKeptOut: Truth
    ) -> Truth {
        guard request.purpose.equals(.patientDirected).mayHold else { return .no }
        let asked =
            request.purpose.equals(.patientDirected) & request.action.satisfies { seeing.contains($0) }
        let compartment = request.note.compartment
        let ordinary = compartment.equals(.general) | compartment.equals(.psychotherapy)
        let beyond = note.protectedFromPatient | note.compiledForProceeding
        return asked & ordinary & request.directedCopy(parentsKeptOut) & !(beyond & agreement.agreed)
    }

    private static let seeing: [NoteAction] = Groups.content + [.browse, .deidentify]

    private mutating func setPrincipal(of request: borrowing AccessRequest) {
        set(.verified, Truth(request.principal.verified))
        set(.careTeam, Truth(request.principal.careTeam))
        set(.coveredEntity, Truth(request.principal.coveredEntity))
        set(.part2Personnel, Truth(request.principal.part2Program))
        set(.ownTrainingProgram, request.principal.trainingProgram.equals(.own))
        var inHouse = Truth.unknown
        if case .known(let organization) = request.principal.organization {
            if let organization {
                if case .known(let holder) = request.note.organization {
                    inHouse = Truth(organization == holder)
                }
            } else {
                inHouse = .no
            }
        }
        set(.inHouse, inHouse)
        set(.isAuthor, request.note.originators.includes(request.principal.id))
    }

    private mutating func setNote(of request: borrowing AccessRequest) -> NoteTraits {
        let psychotherapy = request.note.compartment.equals(.psychotherapy)
        let counseling = request.note.compartment.equals(.substanceUseCounseling)
        let apart = Truth(request.note.separated) & !Truth(request.note.excludedContentOnly)
        set(.mislabeled, psychotherapy & !apart)
        set(.alsoPsychotherapy, Truth(request.note.hipaaPsychotherapy))
        set(
            .protectedFromPatient,
            (psychotherapy | (counseling & Truth(request.note.hipaaPsychotherapy))) & apart
        )
        set(.draftClosed, request.note.status.equals(.draft) & !Truth(request.note.usedForDecisions))
        set(.wrongPatient, request.note.isOfWrongPatient)
        set(.authorUnavailable, Truth(request.note.authorUnavailable))
        set(.compiledForProceeding, Truth(request.note.compiledForProceeding))
        set(.segmentable, Truth(request.note.segmentable))
        var several = Truth.unknown
        if case .known(let subjects) = request.note.subjects { several = Truth(subjects.count > 1) }
        set(.severalSubjects, several)

        let holder = request.note.holder
        let written = holder.equals(.originatingEntity) | holder.equals(.part2Program)
        set(.createdElsewhere, !written & !Truth(request.note.authorUnavailable))
        let substanceUse = request.note.compartment.equals(.substanceUse)
        var underTPO = Truth.unknown
        if case .known(let received) = request.note.receivedUnder {
            underTPO = Truth(received == .tpoConsent)
        }
        set(.fromProgram, written)
        set(
            .underPrivacyRule,
            request.note.compartment.equals(.general)
                | (substanceUse & holder.equals(.coveredEntity) & underTPO)
        )
        set(.lawfulHolder, (holder.equals(.lawfulHolder) | holder.equals(.receivedCopy)) & underTPO)
        return NoteTraits(self)
    }

    /// What only its originator opens: protected, and not opened to this patient with everybody's agreement.
    ///
    /// An opening is for the patient alone: it sends nothing to anybody.
    private mutating func setOutsideTheRight(
        _ note: NoteTraits,
        _ opening: Opening,
        _ agreement: Agreement,
        _ direction: Direction,
        _ own: OwnRequest
    ) {
        let opened = own.isAsked & opening.byOriginator & agreement.byCoSubjects & !direction.directed
        set(.outsideTheRight, note.protectedFromPatient & !opened)
    }

    /// What browsing shows, and who decided it.
    ///
    /// A field that is released by itself counts for browsing as a part does. What a host's own rules ask for is whether
    /// the note or a part of it is released: they open all of a note.
    private mutating func setOpenness(of request: borrowing AccessRequest) -> Opening {
        let note = request.releaseReached(request.note.sharing)
        let byOriginator = request.note.sharingSetBy.equals(.originator)
        var released = note
        var releasedBeyondFields = note
        var opened = note & byOriginator
        var byOther = note & !byOriginator
        for (place, release) in request.note.releases.enumerated() {
            let (reached, byOriginator) = request.standing(ofReleaseAt: place)
            released = released | reached
            opened = opened | (reached & byOriginator)
            byOther = byOther | (reached & !byOriginator)
            if case .field = release.scope { continue }
            releasedBeyondFields = releasedBeyondFields | reached
        }
        set(.releasedBeyondFields, releasedBeyondFields)
        set(.released, released)
        set(.openedByOriginator, opened)
        set(.opennessSetByOther, byOther)
        switch request.delivery {
        case .known(.some(let delivery)):
            let matches = Truth(delivery.matchesConfidentialRequest)
            set(.channelMatches, matches)
            set(.channelWrong, !matches)
        case .known(.none):
            set(.channelMatches, .no)
            set(.channelWrong, .no)
        case .unknown:
            set(.channelMatches, .unknown)
            set(.channelWrong, .unknown)
        }
        return Opening(byOriginator: opened)
    }
}

extension AccessRequest {
    /// Whether something is shown in the portal now.
    func releaseReached(_ sharing: Fact<Release.State>) -> Truth {
        switch sharing {
        case .known(.released): .yes
        case .known(.withheld): .no
        case .known(.scheduled(let opening)): time.satisfies { opening <= $0 }
        case .unknown: .unknown
        }
    }
    /// Whether something that was set for a part or a field is shown now, and whether by its originator.
    ///
    /// Not where more was withheld later; nor is it there where the note lacks the part.
    func standing(ofReleaseAt place: Int) -> (reached: Truth, byOriginator: Truth) {
        let release = note.releases[place]
        var reached = releaseReached(release.sharing)
        var byOriginator = release.setBy.equals(.originator)
        switch release.scope {
        case .note: break
        case .part(let part): if !note.has(part) { reached = .no }
        case .field(let field): if !note.has(field.part) { reached = .no }
        }
        for later in note.releases[(place + 1)...] where later.scope.contains(release.scope) {
            reached = reached & releaseReached(later.sharing)
            byOriginator = byOriginator & later.setBy.equals(.originator)
        }
        return (reached, byOriginator)
    }
}

extension SharingScope {
    /// Whether everything of another scope is of this one.
    fileprivate func contains(_ other: SharingScope) -> Bool {
        switch other {
        case .note: self == .note
        case .part: self == .note || self == other
        case .field(let field): contains(field)
        }
    }
}
