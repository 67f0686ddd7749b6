internal import ClinicalNotesModel

extension FactWords {
    /// The paper, import, authorship, enrollment or person that the action is about.
    mutating func setPaper(of request: borrowing AccessRequest) {
        guard case .known(let action) = request.action else { return setPaperUnknown() }
        guard Groups.papers.contains(action) else { return setNoPaper(.no) }
        guard case .known(let named) = request.paper else { return setPaperUnknown() }
        guard let paper = named else {
            // A list may be asked for as a whole; how somebody stands to anything else that is not named, nobody said.
            return setNoPaper(action == .listDirectives ? .no : .unknown)
        }
        if Groups.directives.contains(action) {
            set(Layout.paper, paper.kind)
        } else {
            set(Layout.paper, ordinal: PaperKind?.none.ordinal)
        }
        // A restriction keeps somebody out: only its end lets somebody in.
        let keepsOut = paper.kind.equals(.restriction) & Truth(action != .revokeDirective)
        set(.paperBenefits, Truth(paper.benefits) & !keepsOut)
        set(.paperFiledBySelf, Truth(paper.filedBySelf))
    }

    private mutating func setNoPaper(_ truth: Truth) {
        set(Layout.paper, ordinal: PaperKind?.none.ordinal)
        set(.paperBenefits, truth)
        set(.paperFiledBySelf, truth)
    }

    private mutating func setPaperUnknown() {
        setUnknown(Layout.paper)
        set(.paperBenefits, .unknown)
        set(.paperFiledBySelf, .unknown)
    }
}
