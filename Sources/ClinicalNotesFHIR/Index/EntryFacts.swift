internal import ClinicalNotes
internal import ClinicalNotesModel

/// What is known of one entry once all inputs were looked through; small, since there may be millions.
struct EntryFacts: Sendable {
    /// What is to be done with an entry, or was found of it.
    enum State: UInt8 {
        case note, patient, practitioner, practitionerRole, group
        /// A file that may belong to a note.
        case file
        /// Nothing of it is imported, though notes may refer to it.
        case described
        /// An encounter whose labels reach notes.
        case encounter
        /// Nothing of it is imported.
        case other
        /// An earlier entry is the same.
        case repeated
        /// Another entry is a newer version of the same resource.
        case older
        case refused
    }

    var state: State
    /// The place of its resource type among all that occur; 0 if it has none.
    let type: UInt8
    /// The place of its labels among all that occur.
    var labels: Int32 = 0
    /// The place of its server among all that occur; 0 if it is not known.
    let server: Int32
    /// Equal for equal resources.
    let content: Int
    private let number: UInt64
    private let updated: Int64

    init(_ state: State, type: UInt8, server: Int32, resource: JSONObject?) {
        self.state = state
        self.type = type
        self.server = server
        content = resource?.hashValue ?? 0
        let version = ExternalVersion(of: resource)
        number = version.id.flatMap(UInt64.init) ?? .max
        updated = version.lastUpdated?.milliseconds ?? .min
    }

    /// Which version of its resource the entry is.
    var version: ExternalVersion {
        ExternalVersion(
            id: number == .max ? nil : String(number),
            lastUpdated: updated == .min ? nil : Instant(milliseconds: updated)
        )
    }
}

extension ExternalVersion {
    /// Whether the source says anything of it.
    var isKnown: Bool { id != nil || lastUpdated != nil }

    /// The version that the `meta` of a resource names.
    init(of resource: JSONObject?) {
        let meta = resource?.object("meta")
        self.init(
            id: meta?.string("versionId"),
            lastUpdated: meta?.string("lastUpdated").flatMap { Instant(fhir: $0) }
        )
    }
}
