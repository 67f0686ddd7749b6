internal import ClinicalNotes
internal import ClinicalNotesModel

/// Who is who in the inputs that are read together: every entry by the digests of what it is called.
struct InputIndex: Sendable {
    /// What is known of each entry, through all inputs.
    var facts = BlockArray<EntryFacts>()

    private let limits: ImportLimits
    /// The entries that were refused since it was last asked.
    var refusals: [(entry: Int, error: FHIRError)] = []
    /// The first entry of each input.
    var starts: [Int] = []
    private let asked: Set<ComplexType>
    var byAddress: [NameDigest: Int32] = [:]
    var byID: [NameDigest: Int32] = [:]
    /// More entries of one type and id, such as those of other servers.
    var moreByID: [NameDigest: [Int32]] = [:]
    var byIdentifier: [NameDigest: Int32] = [:]
    /// The entry that stands for one that is repeated or older.
    var standIns: [Int32: Int32] = [:]
    /// Entries that were said to be the same and are not.
    var contested: Set<Int32> = []
    /// The addresses at which notes have their text.
    var wantedFiles: Set<NameDigest> = []
    /// The records whose narratives sections tell that have none of their own.
    var wantedNarratives: Set<NameDigest> = []
    /// To which server notes refer that came without an address.
    var referredServers = ReferredServers()
    private var servers: [String: Int32] = [:]
    var types: [String] = []
    var labelSets: [SecurityLabels] = [.none]
    private var placesOfLabels: [SecurityLabels: Int32] = [.none: 0]
    /// What bundles give to the notes in them, and to which.
    var labelsOfBundles: [SecurityLabels] = []
    var bundlesOfNotes: [Int32: [Int]] = [:]
    /// Bundles that tell of one patient, and that one.
    var patientsOfBundles: [(entries: Range<Int>, patient: Int32)] = []

    /// An index of nothing yet.
    ///
    /// - Parameters:
    ///   - limits: How much is taken.
    ///   - asked: The types that are notes only because they were asked for.
    init(limits: ImportLimits, asked: Set<ComplexType> = []) {
        self.limits = limits
        self.asked = asked
    }

    /// What is found under a name.
    enum Found: Hashable {
        case nothing
        case entry(Int)
        case several
    }

    /// Stands for several entries under one number.
    static let several: Int32 = -1

    // MARK: Filling

    /// Says that another input begins.
    mutating func begin() {
        starts.append(facts.count)
    }

    /// Adds the next entry, checked.
    mutating func add(_ entry: SourceEntry) {
        let number = Int32(clamping: facts.count)
        let server = entry.base.map { place(ofServer: $0) } ?? 0
        let written = entry.resourceType.map { place(ofType: $0) } ?? 0
        facts.append(EntryFacts(state(of: entry), type: written, server: server, resource: entry.resource))
        if let fault = entry.fault {
            refuse(Int(number), fault)
        } else if let resource = entry.resource {
            check(number, entry, resource)
        }
        guard let resource = entry.resource, let type = entry.resourceType,
            Self.isNamed(type) || facts[Int(number)].state == .note
        else { return }
        settle(number, entry, type)
        let current = current(number)
        let hasNumber = Self.hasNumber(type) || facts[Int(number)].state == .encounter
        for identifier in ImportedIdentifier.all(of: resource, "identifier") where hasNumber {
            guard identifier.system != nil else { continue }
            let name = NameDigest(type, identifier)
            let known = byIdentifier[name].map { $0 == Self.several ? $0 : self.current($0) }
            byIdentifier[name] = known == nil || known == current ? current : Self.several
        }
        guard facts[Int(number)].state == .note else { return }
        if entry.base == nil { referredServers.add(resource) }
        for attachment in Self.attachments(of: resource) where attachment["data"] == nil {
            let url = attachment.string("url").map(ResourceAddress.withoutVersion)
            if let url { wantedFiles.formUnion(Self.names(at: url)) }
        }
        if type == "Composition" { wantNarratives(of: resource.objects("section")) }
    }

    /// Adds the bundles of the input that came last.
    mutating func add(_ envelopes: [EntryScanner.Envelope]) {
        let first = starts.last ?? 0
        for envelope in envelopes {
            let entries = envelope.entries.lowerBound + first..<envelope.entries.upperBound + first
            if Self.isOfOneAct(envelope.object) {
                let patients = Set(
                    entries.filter { resourceType(of: $0) == "Patient" }.map { current(Int32(clamping: $0)) }
                )
                if let patient = patients.first, patients.count == 1 {
                    patientsOfBundles.append((entries, patient))
                }
            }
            let labels = LabelReader.labels(of: envelope.object)
            guard labels != .none else { continue }
            // A bundle's labels are the highest of its parts (DS4P). One that no part bears was meant for a part that
            // lost it; nobody can tell which, so every note bears it.
            var borne = SecurityLabels.none
            for place in Set(entries.map { facts[$0].labels }) { borne.formUnion(labelSets[Int(place)]) }
            let rest = labels.subtracting(borne)
            if rest != .none { give(rest, to: entries) }
        }
    }

    /// Whether a bundle was put together as a whole, and is no list of whatever was found.
    private static func isOfOneAct(_ bundle: JSONObject) -> Bool {
        ["document", "message", "batch", "transaction"].contains(bundle.string("type"))
    }

    private mutating func give(_ labels: SecurityLabels, to entries: Range<Int>) {
        for entry in entries where [.note, .repeated, .older].contains(facts[entry].state) {
            bundlesOfNotes[Int32(clamping: entry), default: []].append(labelsOfBundles.count)
        }
        labelsOfBundles.append(labels)
    }

    /// Refuses an entry that was accepted so far.
    mutating func refuse(_ entry: Int, _ error: FHIRError) {
        facts[entry].state = .refused
        refusals.append((entry, located(error, entry)))
    }

    /// The refusals since it was last asked.
    mutating func takeRefusals() -> [(entry: Int, error: FHIRError)] {
        defer { refusals = [] }
        return refusals
    }

    // MARK: One entry

    private mutating func check(
        _ number: Int32,
        _ entry: SourceEntry,
        _ resource: JSONObject
    ) {
        guard ![.other, .described, .file].contains(facts[Int(number)].state) else { return }
        guard facts[Int(number)].state != .encounter else {
            facts[Int(number)].labels = place(ofLabels: LabelReader.labels(of: resource))
            return
        }
        guard let type = entry.type else { return }
        do throws(FHIRError) {
            let found = try ResourceCheck.run(resource, as: type, limit: limits.field)
            var labels = LabelReader.labels(of: resource, type: type, inline: found.inlineLabels)
            // What may change the meaning could forbid anything, as a label that nobody knows.
            if found.mayMeanOtherwise { labels.hasUnknown = true }
            facts[Int(number)].labels = place(ofLabels: labels)
            guard entry.key != nil else { throw FHIRError(.missingIdentity, path: type.rawValue) }
        } catch {
            refuse(Int(number), error)
        }
    }

    private func state(of entry: SourceEntry) -> EntryFacts.State {
        if entry.resourceType == "Binary" { return .file }
        if let type = entry.resourceType, Self.described.contains(type) {
            let isLabeled = type == "Encounter" && entry.resource?.object("meta")?["security"] != nil
            return isLabeled ? .encounter : .described
        }
        guard let resource = entry.resource, let type = entry.type else { return .other }
        switch type {
        case .patient: return .patient
        case .practitioner: return .practitioner
        case .practitionerRole: return .practitionerRole
        case .group: return resource.string("type") == "person" ? .group : .other
        default: return NoteReader.isNote(resource, type, asked: asked) ? .note : .other
        }
    }

    private mutating func place(ofType type: String) -> UInt8 {
        if let place = types.firstIndex(of: type) { return UInt8(clamping: place + 1) }
        types.append(type)
        return UInt8(clamping: types.count)
    }

    private mutating func place(ofServer server: String) -> Int32 {
        if let place = servers[server] { return place }
        let place = Int32(clamping: servers.count + 1)
        servers[server] = place
        return place
    }

    private mutating func place(ofLabels labels: SecurityLabels) -> Int32 {
        if let place = placesOfLabels[labels] { return place }
        let place = Int32(clamping: labelSets.count)
        labelSets.append(labels)
        placesOfLabels[labels] = place
        return place
    }

    /// Whether notes refer to resources of the type: of others, which may be many, no name is kept.
    private static func isNamed(_ type: String) -> Bool {
        described.contains(type)
            || [
                "Patient", "Practitioner", "PractitionerRole", "Group", "Binary", "DocumentReference",
                "DiagnosticReport", "Composition",
            ].contains(type)
    }

    /// The types of which notes tell the name.
    private static let described: Set = ["Organization", "Device", "RelatedPerson", "CareTeam", "Encounter"]

    /// Whether references name resources of the type by their numbers.
    private static func hasNumber(_ type: String) -> Bool {
        ["Patient", "Practitioner", "PractitionerRole", "Organization"].contains(type)
    }

    /// Every attachment of a note, whichever type the resource has.
    static func attachments(of resource: JSONObject) -> [JSONObject] {
        resource.objects("content").compactMap { $0.object("attachment") } + resource.objects("presentedForm")
    }
}
