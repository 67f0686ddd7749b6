extension InputIndex {
    /// The resource type of an entry, if R4 has it.
    func resourceType(of entry: Int) -> String? {
        let place = Int(facts[entry].type)
        return place > 0 ? types[place - 1] : nil
    }

    /// Whether an entry that was read again is the same as before.
    func isSame(_ entry: SourceEntry, as number: Int) -> Bool {
        number < facts.count && facts[number].content == entry.resource?.hashValue ?? 0
    }

    /// Whether notes refer to what the entry says.
    func isConsulted(_ entry: Int) -> Bool {
        switch facts[entry].state {
        case .patient, .practitioner, .practitionerRole, .group, .described, .encounter, .file: true
        case .note, .other, .repeated, .older, .refused: false
        }
    }

    /// Whether a note may have an entry's file, or tell its narrative.
    func isWanted(_ entry: SourceEntry) -> Bool {
        let wanted = entry.resourceType == "Binary" ? wantedFiles : wantedNarratives
        return Self.names(of: entry).contains(where: wanted.contains)
    }

    /// The patient of whom alone the bundle tells in which an entry stands.
    func onlyPatient(beside entry: Int) -> Int? {
        patientsOfBundles.first { $0.entries.contains(entry) }.map { Int(current($0.patient)) }
    }

    /// In which input an entry stands, and where.
    func place(of entry: Int) -> (input: Int, index: Int) {
        var inputs = starts.indices
        while inputs.count > 1 {
            let middle = inputs.lowerBound + inputs.count / 2
            inputs = starts[middle] > entry ? inputs.lowerBound..<middle : middle..<inputs.upperBound
        }
        return (inputs.lowerBound, entry - starts[inputs.lowerBound])
    }

    /// The error with the place of its entry.
    func located(_ error: FHIRError, _ entry: Int) -> FHIRError {
        let place = place(of: entry)
        return error.at(input: starts.count > 1 ? place.input : nil, entry: place.index)
    }

    /// The labels of an entry.
    func ownLabels(of entry: Int) -> SecurityLabels { labelSets[Int(facts[entry].labels)] }

    /// The labels of a note, with those that its bundle gives it.
    func labels(ofNote entry: Int) -> SecurityLabels {
        var labels = ownLabels(of: entry)
        for bundle in bundlesOfNotes[Int32(clamping: entry)] ?? [] {
            labels.formUnion(labelsOfBundles[bundle])
        }
        return labels
    }

    /// The entry that stands for an entry.
    func current(_ entry: Int32) -> Int32 {
        var entry = entry
        while let next = standIns[entry] { entry = next }
        return entry
    }

    /// The entry with an address.
    func entry(at address: String) -> Found {
        byAddress[NameDigest(address)].map { .entry(Int(current($0))) } ?? .nothing
    }

    /// The entry of a type with an id: that of the same server or, if a server is not known, the only one.
    func entry(named name: String, beside entry: Int) -> Found {
        let digest = NameDigest(name)
        let own = facts[entry].server
        let known = Set(((byID[digest].map { [$0] } ?? []) + (moreByID[digest] ?? [])).map(current)).filter {
            own == 0 || facts[Int($0)].server == 0 || facts[Int($0)].server == own
        }
        let nearest = known.count > 1 ? known.filter { facts[Int($0)].server == own } : known
        guard let found = nearest.first else { return known.isEmpty ? .nothing : .several }
        return nearest.count == 1 ? .entry(Int(found)) : .several
    }

    /// The entry of a type that carries a number.
    func entry(of type: String, with identifier: ImportedIdentifier) -> Found {
        guard let found = byIdentifier[NameDigest(type, identifier)] else { return .nothing }
        return found == Self.several ? .several : .entry(Int(current(found)))
    }
}
