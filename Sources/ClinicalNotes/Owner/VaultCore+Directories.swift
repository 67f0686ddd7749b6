internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    /// One consistent view of owners with all pages of their directories, and other records of the same moment.
    ///
    /// A page that was opened before is not fetched again: the head names it by its hash.
    ///
    /// - Parameters:
    ///   - owners: The owners.
    ///   - known: Views of them from before.
    ///   - others: Further records of the same moment.
    /// - Returns: The owners that exist, and the further records in their order.
    /// - Throws: ``NotesError``; `tampered` if anything is not as it was written, or an owner that was there before is gone.
    func wholeView(
        _ owners: some Sequence<OwnerID>,
        known: [OwnerID: OwnerView] = [:],
        and others: [RecordKey] = []
    ) async throws(NotesError) -> (owners: [OwnerID: OwnerView], others: [StoredRecord?]) {
        var known = known
        var wanted: [OwnerID: Set<UInt32>] = [:]
        for owner in Set(owners) {
            var view = known[owner]
            wanted[owner] = view?.recallPages(from: nil, caches.pages) ?? []
        }
        for _ in 0..<8 {
            var (views, fetched) = try await view(wanted, and: others)
            guard wanted.keys.allSatisfy({ known[$0] == nil || views[$0] != nil }) else {
                throw NotesError(.tampered, at: "owner")
            }
            for owner in views.keys {
                wanted[owner] = views[owner]?.recallPages(from: known[owner], caches.pages)
            }
            if wanted.values.allSatisfy(\.isEmpty) { return (views, fetched) }
            known.merge(views) { $1 }
        }
        throw NotesError(.notSettled, at: "owner", owner: wanted.keys.min())
    }

    /// Whole views of all whose notes stand in a patient's chart: the patient, and every group of the patient's.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - seen: The patient's own view, if it was fetched just now.
    /// - Returns: The views; none if there is no such patient.
    /// - Throws: ``NotesError``; `tampered` if a group that the patient's aggregate names is not there.
    func chartViews(
        of patient: PatientID,
        seen: OwnerView? = nil
    ) async throws(NotesError) -> [OwnerID: OwnerView] {
        let own: OwnerView
        if var seen, seen.recallPages(from: nil, caches.pages).isEmpty {
            own = seen
        } else {
            let known = seen.map { [patient.owner: $0] } ?? [:]
            guard let whole = try await wholeView([patient.owner], known: known).owners[patient.owner]
            else {
                return [:]
            }
            own = whole
        }
        let groups = Set(own.aggregate.groups.map(\.owner))
        var views = groups.isEmpty ? [:] : try await wholeView(groups).owners
        guard views.count == groups.count else { throw NotesError(.tampered, at: "group") }
        views[patient.owner] = own
        return views
    }
}

extension OwnerView {
    /// Takes over the pages that were opened before.
    ///
    /// - Parameters:
    ///   - earlier: An earlier view of the same owner.
    ///   - cache: What was opened at any time.
    /// - Returns: The pages that are still to be fetched.
    mutating func recallPages(from earlier: OwnerView?, _ cache: PageCache) -> Set<UInt32> {
        var missing: Set<UInt32> = []
        let known = earlier?.head.pageHashes ?? []
        for (index, hash) in head.pageHashes.enumerated() {
            let number = UInt32(index)
            guard pages[number] == nil else { continue }
            let same = index < known.count && known[index] == hash ? earlier?.pages[number] : nil
            if let page = same ?? cache.page(number, of: owner, named: hash) {
                pages[number] = page
            } else {
                missing.insert(number)
            }
        }
        return missing
    }

    /// The owner's notes, as the directory has them; of the pages that the view holds.
    var directoryNotes: [NoteID] {
        pages.values.flatMap(\.entries).filter { $0.note != nil }
            .map { NoteID(owner: owner, record: $0.record) }
    }
}
