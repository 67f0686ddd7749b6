internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension TenantKeys {
    /// The lists that a note stands in; none tells whose it is, its compartment, its status or its time.
    func index(_ header: NoteHeader) -> [IndexEntry] {
        let drafts = header.status == .draft ? header.originators.map(draftsPseudonym) : []
        let others = header.relatedIdentifiers.uniqued.map(relationPseudonym)
        let related = others.isEmpty ? [] : [relatedPseudonym] + others
        return (drafts + header.identifiers.map(identifierPseudonym) + related).map(entry)
    }

    /// The list of notes that carry an identifier of the outside world.
    func identifierPseudonym(_ identifier: PersonIdentifier) -> Bytes16 {
        pseudonym("identifier", [Array(identifier.system.utf8), Array(identifier.value.utf8)])
    }

    /// The list of notes that add to some other note, or take its place, as their source says.
    var relatedPseudonym: Bytes16 { pseudonym("related", []) }

    /// The list of notes that add to a note with this identifier, or take its place, as their source says.
    func relationPseudonym(_ identifier: PersonIdentifier) -> Bytes16 {
        pseudonym("relation", [Array(identifier.system.utf8), Array(identifier.value.utf8)])
    }

    /// The list of an author's unsigned drafts.
    func draftsPseudonym(_ author: PrincipalID) -> Bytes16 {
        pseudonym("drafts", [author.bytes.bytes])
    }

    private func entry(_ pseudonym: Bytes16) -> IndexEntry {
        IndexEntry(
            pseudonym: pseudonym,
            generation: secretGeneration,
            statusClass: 0,
            time: Instant(milliseconds: 0)
        )
    }
}
