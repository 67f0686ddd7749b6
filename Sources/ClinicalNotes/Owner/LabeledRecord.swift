internal import ClinicalNotesModel

/// The labels of a source's record that imported notes bear from the moment on when they are known.
struct LabeledRecord: Hashable, Sendable {
    /// What the source calls the encounter, whose notes alone bear them; `nil` for the patients' own records, whose notes all do.
    let encounter: PersonIdentifier?
    var labels: ExternalLabels
}

extension OwnerAggregate {
    /// Adds labels of sources' records; none is taken back by another import.
    mutating func take(_ records: [LabeledRecord]) {
        var places = Dictionary(uniqueKeysWithValues: labeled.indices.map { (labeled[$0].encounter, $0) })
        for record in records where record.labels != .none {
            // What the patient's own record bears reaches every note.
            let whole = places[nil].map { labeled[$0].labels }
            if record.encounter != nil, whole?.covers(record.labels) == true { continue }
            if let place = places[record.encounter] {
                labeled[place].labels.formUnion(record.labels)
            } else {
                places[record.encounter] = labeled.count
                labeled.append(record)
            }
        }
    }
}

extension [LabeledRecord] {
    /// The labels that reach a note which tells of some encounters.
    func reaching(_ encounters: [PersonIdentifier]) -> ExternalLabels {
        reduce(into: .none) { found, record in
            guard record.encounter.map(encounters.contains) ?? true else { return }
            found.formUnion(record.labels)
        }
    }
}

extension LabeledRecord {
    func encode(into writer: inout ByteWriter) {
        writer.optional(encounter) { $0.external($1) }
        writer.labels(labels.written)
        writer.integer(labels.compartment.rawValue)
        writer.optional(labels.proposedCompartment) { $0.integer($1.rawValue) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        encounter = try reader.optional { reader throws(MalformedBytes) in try reader.externalIdentifier() }
        let written = try reader.labels()
        guard let compartment = Compartment(rawValue: try reader.integer()) else { throw MalformedBytes() }
        labels = ExternalLabels(
            written,
            compartment: compartment,
            proposedCompartment: try reader.optionalCompartment()
        )
    }
}
