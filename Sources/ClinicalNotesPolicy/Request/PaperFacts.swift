/// What an action puts on record, and how the acting principal stands to it.
///
/// Of a paper that is recorded, confirmed, listed or revoked; of notes that are imported, of authorship that is attested, of
/// keys that are certified, and of a person who is put on record or changed.
package struct PaperFacts: Hashable, Sendable {
    /// What kind of paper; none for an import, an attestation, an enrollment, a person and a list as a whole.
    package var kind: Fact<PaperKind?>
    /// The acting principal, or a role or an organization that the principal acts for, may see more by it.
    ///
    /// Of a revocation, by the paper being gone: of a restriction, for one. Of an import and an attestation, the principal
    /// would be named as an author; of an enrollment, it is of the principal's own keys; of a person, by what would be on record.
    package var benefits: Fact<Bool>
    /// The acting principal put it on record.
    ///
    /// Of an attestation, names the author now, others or themselves; not so of who confirms or vouches for what another said.
    package var filedBySelf: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    package init(
        kind: Fact<PaperKind?> = .known(nil),
        benefits: Fact<Bool>,
        filedBySelf: Fact<Bool> = .unknown
    ) {
        self.kind = kind
        self.benefits = benefits
        self.filedBySelf = filedBySelf
    }
}
