internal import ClinicalNotesModel

extension Compartment {
    /// The compartment of a name in JSON, or `nil`.
    init?(named name: String) {
        switch name {
        case "general": self = .general
        case "psychotherapy": self = .psychotherapy
        case "sud": self = .substanceUse
        case "sud-counseling": self = .substanceUseCounseling
        default: return nil
        }
    }

    /// The name in JSON.
    var jsonName: String {
        switch self {
        case .general: "general"
        case .psychotherapy: "psychotherapy"
        case .substanceUse: "sud"
        case .substanceUseCounseling: "sud-counseling"
        }
    }
}

extension NoteKind {
    /// A kind by its code: LOINC's if it can be one, else the host's own.
    init(written code: String) {
        let loinc = NoteKind(loinc: code)
        self = loinc.isWellFormed ? loinc : NoteKind(local: code)
    }
}

extension NoteFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "id", "kind", "organisation", "originators", "compartment", "status", "correctional_holder",
            "author_unavailable", "wrong_patient", "used_for_decisions", "separated", "excluded_content_only",
            "subjects",
            "parts", "segmentable", "references_other", "compiled_for_proceeding", "hipaa_psychotherapy",
            "holder", "received_under", "sharing", "sharing_set_by", "release_at", "releases", "hold",
            "holds", "restrictions", "created_at", "labels", "unit",
        ])
        self.init(
            organization: try reader.identifier("organisation"),
            originators: try reader.identifiers("originators"),
            kind: try reader.mapped("kind") { (code: String) in NoteKind(written: code) },
            compartment: try reader.mapped("compartment", Compartment.init(named:)),
            status: try reader.fact("status"),
            correctionalHolder: try reader.fact("correctional_holder", absent: false),
            authorUnavailable: try reader.fact("author_unavailable", absent: false),
            wrongPatient: try reader.fact("wrong_patient", absent: false),
            usedForDecisions: try reader.fact("used_for_decisions", absent: false),
            separated: try reader.fact("separated"),
            excludedContentOnly: try reader.fact("excluded_content_only"),
            subjects: try reader.identifiers("subjects"),
            parts: try reader.objects("parts", NotePart.init(reading:)).value ?? [],
            segmentable: try reader.fact("segmentable"),
            referencesOther: try reader.fact("references_other"),
            compiledForProceeding: try reader.fact("compiled_for_proceeding"),
            hipaaPsychotherapy: try reader.fact("hipaa_psychotherapy"),
            holder: try reader.fact("holder"),
            receivedUnder: try reader.optional("received_under"),
            sharing: try reader.releaseState(),
            sharingSetBy: try reader.fact("sharing_set_by"),
            releases: try reader.objects("releases", ReleaseFacts.init(reading:)).value ?? [],
            holds: try Self.holds(reader),
            restrictions: try reader.objects("restrictions", RestrictionFacts.init(reading:)),
            createdAt: try reader.instant("created_at"),
            labels: try reader.fact("labels"),
            unit: try reader.hostWord("unit")
        )
    }

    private static func holds(_ reader: FactReader) throws -> Fact<[HoldFacts]> {
        if reader.contains("holds") {
            guard !reader.contains("hold") else { throw reader.refusal("hold", "stands beside holds") }
            return try reader.objects("holds", HoldFacts.init(reading:))
        }
        guard case .known(let hold) = try reader.object("hold", HoldFacts.init(reading:)) else {
            return .unknown
        }
        return .known(hold.map { [$0] } ?? [])
    }
}

extension NotePart {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "id", "audience",
        ])
        let audience: Fact<PatientID?> = try reader.mappedOptional("audience") { (name: String) in
            PatientID(Names.identifier(name))
        }
        guard case .known(let patient) = audience else {
            throw reader.refusal("audience", "a part says whose it is, or null for everyone's")
        }
        self.init(id: try reader.value("id"), audience: patient.map { .subject($0) } ?? .everyone)
    }
}

extension SharingScope {
    /// The part or field that an object names, or `nil` if it names none.
    init?(reading reader: FactReader) throws {
        guard reader.contains("part") else { return nil }
        let part: UInt32 = try reader.value("part")
        if reader.contains("field") {
            self = .field(FieldAddress(part: part, field: try reader.value("field")))
        } else {
            self = .part(part)
        }
    }
}

extension FactReader {
    /// A word of the host's, or `null` for none.
    func hostWord(_ key: String) throws -> Fact<HostWord?> { try optional(key) }

    /// What the portal shows; a delayed release without a moment shows nothing.
    fileprivate func releaseState() throws -> Fact<Release.State> {
        let delayed: Fact<Release.State> =
            switch try optionalInstant("release_at") {
            case .known(.some(let opening)): .known(.scheduled(opening))
            case .known(.none): .known(.withheld)
            case .unknown: .unknown
            }
        let state: Fact<Fact<Release.State>> = try mapped("sharing") { (name: String) in
            switch name {
            case "released": .known(.released)
            case "withheld": .known(.withheld)
            case "delayed": delayed
            default: nil
            }
        }
        return state.value ?? .unknown
    }
}

extension ReleaseFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "part", "field", "sharing", "sharing_set_by", "release_at",
        ])
        self.init(
            scope: try SharingScope(reading: reader) ?? .note,
            sharing: try reader.releaseState(),
            setBy: try reader.fact("sharing_set_by")
        )
    }
}

extension HoldFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "reason", "determined_by", "individualized", "treating_relationship", "whole_note", "part",
            "field", "expires", "review",
        ])
        let named = try SharingScope(reading: reader)
        let whole: Fact<Bool> = try reader.fact("whole_note")
        let scope: Fact<SharingScope?> =
            switch whole {
            case .known(true): .known(.note)
            case .known(false): .known(named)
            case .unknown: named.map(Fact.known) ?? .unknown
            }
        self.init(
            scope: scope,
            ground: try reader.fact("reason"),
            determinedBy: try reader.fact("determined_by"),
            individualized: try reader.fact("individualized"),
            treatingRelationship: try reader.fact("treating_relationship"),
            expires: try reader.optionalInstant("expires"),
            review: try reader.fact("review")
        )
    }
}

extension RestrictionFacts {
    init(reading reader: FactReader) throws {
        try reader.expectOnly([
            "kind", "blocks_roles", "blocks_purposes", "terminated", "terminated_at",
        ])
        self.init(
            kind: try reader.fact("kind"),
            blocksRoles: try reader.fact("blocks_roles"),
            blocksPurposes: try reader.fact("blocks_purposes"),
            termination: try reader.word("terminated", none: "no"),
            terminatedAt: try reader.optionalInstant("terminated_at")
        )
    }
}
