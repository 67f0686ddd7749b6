internal import ClinicalNotes
internal import ClinicalNotesModel

extension InputIndex {
    /// Of entries that are the same resource the first stands for all if they are equal, and the newest version if their
    /// versions tell; else nobody can tell which is right, and all are refused.
    mutating func settle(_ number: Int32, _ entry: SourceEntry, _ type: String) {
        let server = facts[Int(number)].server
        var same: Set<Int32> = []
        if let address = entry.fullURL.map(NameDigest.init) {
            if let known = byAddress[address] {
                same.insert(current(known))
            } else {
                byAddress[address] = number
            }
        }
        if let name = entry.id.map({ NameDigest("\(type)/\($0)") }) {
            let known = (byID[name].map { [$0] } ?? []) + (moreByID[name] ?? [])
            let ours = known.filter { facts[Int($0)].server == server }
            same.formUnion(ours.map(current))
            if known.isEmpty {
                byID[name] = number
            } else if ours.isEmpty {
                moreByID[name, default: []].append(number)
            }
        }
        for other in same.sorted() where other != current(number) {
            settle(current(number), other, entry)
        }
    }

    private mutating func settle(_ number: Int32, _ other: Int32, _ entry: SourceEntry) {
        let (new, old) = (facts[Int(number)], facts[Int(other)])
        if new.content == old.content, !contested.contains(other) {
            standIns[number] = other
            if new.state != .refused { facts[Int(number)].state = .repeated }
        } else if let isOlder = old.version.isOlder(than: new.version) {
            let (older, newer) = isOlder ? (other, number) : (number, other)
            standIns[older] = newer
            if facts[Int(older)].state != .refused { facts[Int(older)].state = .older }
        } else if [.described, .encounter].contains(new.state) {
            // Of what is only told in words the first one tells; labels are those of all.
            standIns[number] = other
        } else {
            contested.insert(other)
            standIns[number] = other
            for place in [other, number] where facts[Int(place)].state != .refused {
                refuse(Int(place), FHIRError(.conflictingEntries, path: entry.type?.rawValue))
            }
        }
    }

    /// Says that all inputs were looked through.
    mutating func finish() {
        // What stands in two bundles is labeled by both.
        for (entry, bundles) in bundlesOfNotes where current(entry) != entry {
            bundlesOfNotes[current(entry), default: []] += bundles
        }
    }
}
