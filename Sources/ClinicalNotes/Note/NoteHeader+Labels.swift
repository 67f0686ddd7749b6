internal import ClinicalNotesModel

extension NoteHeader {
    /// All words that house rules may ask for: the host's own, and those of the source's security labels.
    ///
    /// The host changes its own alone, so that nobody takes back what the source said.
    var labelWords: Set<HostWord> { labels.words.union(foreign?.labelWords ?? []) }
}

extension ForeignState {
    /// What the source's labels are to house rules.
    var labelWords: Set<HostWord> {
        let words = labels.map(\.word).filter(\.isWellFormed)
        return Set(proposed == nil ? words : words + [SecurityLabel.undecided])
    }
}
