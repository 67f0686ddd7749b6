package import ClinicalNotesPolicy

/// What the rules ask about a note, for one principal.
package struct PeerNoteFacts: Hashable, Sendable {
    /// Where it is kept.
    package var compartment: Fact<PeerCompartment>
    /// Where it is in its life.
    package var status: Fact<PeerStatus>
    /// The principal wrote it.
    package var isAuthor: Fact<Bool>
    /// The principal is on the patient's care team.
    package var onCareTeam: Fact<Bool>
    /// Its author shared it with the principal.
    package var isShared: Fact<Bool>
    /// It is about the principal.
    package var isSubject: Fact<Bool>
    /// It belongs to where the principal works.
    package var sameOrg: Fact<Bool>
    /// A restriction was agreed.
    package var restricted: Fact<Bool>
}

extension PeerNoteFacts {
    /// Looks at a note from the place of a principal.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - principal: Who asks.
    ///   - column: A column that the store does not know of this note, as if it were empty.
    package init(
        of note: borrowing PeerNote,
        for principal: borrowing PeerPrincipal,
        without column: PeerColumn? = nil
    ) {
        compartment = column == .compartment ? .unknown : note.compartment
        status = column == .status ? .unknown : note.status
        restricted = column == .restricted ? .unknown : note.restricted
        isAuthor = column == .author ? .unknown : note.author.is(principal.id)
        isSubject =
            switch principal.subject {
            case nil: .known(false)
            case let subject?: column == .patient ? .unknown : note.patient.is(subject)
            }
        sameOrg = column == .organization ? .unknown : note.isOf(principal.organization)
        onCareTeam = column == .careTeam ? .unknown : note.careTeam.isOne(of: principal.teams)
        isShared = column == .sharedWith ? .unknown : note.sharedWith.includes(principal.id)
    }

    /// The place of a value on the axis of a name; `nil` if it is unknown or the store has no such column.
    ///
    /// - Parameter name: The name of the axis.
    /// - Returns: The place.
    package func place(on name: String) -> Int? {
        switch name {
        case "compartment": compartment.value?.ordinal
        case "status": status.value?.ordinal
        case "isAuthor": isAuthor.value?.ordinal
        case "onCareTeam": onCareTeam.value?.ordinal
        case "isShared": isShared.value?.ordinal
        case "isSubject": isSubject.value?.ordinal
        case "sameOrg": sameOrg.value?.ordinal
        case "restricted": restricted.value?.ordinal
        default: nil
        }
    }
}

extension PeerNoteFacts: Decodable {
    enum CodingKeys: String, CodingKey {
        case compartment, status, isAuthor, onCareTeam, isShared, isSubject, sameOrg, restricted
    }

    /// Decodes a line of requests; an absent or empty fact is unknown.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        compartment = try container.fact(.compartment)
        status = try container.fact(.status)
        isAuthor = try container.fact(.isAuthor)
        onCareTeam = try container.fact(.onCareTeam)
        isShared = try container.fact(.isShared)
        isSubject = try container.fact(.isSubject)
        sameOrg = try container.fact(.sameOrg)
        restricted = try container.fact(.restricted)
    }
}

extension PeerNote {
    fileprivate func isOf(_ other: Fact<String>) -> Fact<Bool> {
        guard case .known(let other) = other else { return .unknown }
        return organization.is(other)
    }
}

extension Fact<String> {
    fileprivate func `is`(_ other: String) -> Fact<Bool> {
        guard case .known(let value) = self else { return .unknown }
        return .known(value == other)
    }

    /// Nobody is on a team who is on none.
    fileprivate func isOne(of names: Set<String>) -> Fact<Bool> {
        if names.isEmpty { return .known(false) }
        guard case .known(let value) = self else { return .unknown }
        return .known(names.contains(value))
    }
}

extension Fact<Set<String>> {
    fileprivate func includes(_ name: String) -> Fact<Bool> {
        guard case .known(let names) = self else { return .unknown }
        return .known(names.contains(name))
    }
}
