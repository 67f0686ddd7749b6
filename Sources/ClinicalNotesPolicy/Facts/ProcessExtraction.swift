internal import ClinicalNotesModel

extension FactWords {
    /// Legal process that is shown.
    mutating func setProcess(of request: borrowing AccessRequest) {
        guard case .known(let shown) = request.legal else { return setNoProcess(.unknown) }
        guard let legal = shown else { return setNoProcess(.no) }
        set(.legalShown, .yes)
        set(Layout.instrument, legal.instrument)
        set(Layout.assurance, legal.assurance)
        set(Layout.broughtBy, legal.broughtBy)
        set(Layout.oversightOf, legal.oversightOf)
        set(.expresslyCovers, Truth(legal.expresslyCovers))
        set(.mandatory, Truth(legal.mandatory))
        set(.threePartTest, Truth(legal.threePartTest))
        set(.againstPatient, Truth(legal.againstPatient))
        set(.orderNoncriminal, legal.part2Section.equals(.noncriminal))
        set(.orderAgainstPatient, legal.part2Section.equals(.criminal))
        set(.confidentialFinding, Truth(legal.part2ConfidentialFinding))
        set(.withSubpoena, Truth(legal.part2WithSubpoena))
        set(
            .courtProcessShown,
            legal.instrument.satisfies {
                switch $0 {
                case .courtOrder, .warrant, .grandJurySubpoena, .attorneySubpoena, .part2CourtOrder: true
                case nil, .administrativeRequest, .statute, .childAbuseStatute, .hhsDemand: false
                }
            }
        )
    }

    private static let process = FlagGroup([
        .legalShown, .expresslyCovers, .mandatory, .threePartTest, .againstPatient, .orderNoncriminal,
        .orderAgainstPatient, .confidentialFinding, .withSubpoena, .courtProcessShown,
    ])

    private mutating func setNoProcess(_ truth: Truth) {
        set(Self.process, truth)
        if truth == .unknown {
            setUnknown(Layout.instrument)
            setUnknown(Layout.assurance)
            setUnknown(Layout.broughtBy)
            setUnknown(Layout.oversightOf)
        } else {
            set(Layout.instrument, ordinal: LegalProcess.Instrument?.none.ordinal)
            set(Layout.assurance, ordinal: LegalProcess.Assurance.none.ordinal)
            set(Layout.broughtBy, ordinal: LegalProcess.Plaintiff.none.ordinal)
            set(Layout.oversightOf, ordinal: LegalProcess.Oversight.none.ordinal)
        }
    }

    /// What is declared: threat, emergency, research.
    mutating func setCircumstances(of request: borrowing AccessRequest) {
        switch request.threat {
        case .known(.some(let threat)):
            set(.threatShown, .yes)
            set(.threatSeriousAndImminent, Truth(threat.serious) & Truth(threat.imminent))
            set(.threatInGoodFaith, Truth(threat.goodFaith))
            set(.threatRecipientCanPrevent, Truth(threat.recipientCanPrevent))
        case .known(.none): set(Self.threat, .no)
        case .unknown: set(Self.threat, .unknown)
        }
        switch request.emergency {
        case .known(.some(let emergency)):
            set(.treatmentNeeded, Truth(emergency.treatmentNeeded))
            set(.consentUnobtainable, Truth(emergency.consentUnobtainable))
            set(.reasonRecorded, Truth(emergency.justified))
        case .known(.none): set(Self.emergency, .no)
        case .unknown: set(Self.emergency, .unknown)
        }
        switch request.research {
        case .known(.some(let research)):
            set(.waived, !research.waiver.equals(.none))
            let limited = Truth(research.limitedDataSet)
            set(.limitedDataSetAgreed, limited & Truth(research.dataUseAgreement))
            set(.limitedDataSetNotAgreed, limited & !Truth(research.dataUseAgreement))
            set(.part2ResearchConditions, Truth(research.part2Conditions))
        case .known(.none): set(Self.research, .no)
        case .unknown: set(Self.research, .unknown)
        }
    }

    private static let threat = FlagGroup([
        .threatShown, .threatSeriousAndImminent, .threatInGoodFaith, .threatRecipientCanPrevent,
    ])
    private static let emergency = FlagGroup([.treatmentNeeded, .consentUnobtainable, .reasonRecorded])
    private static let research = FlagGroup([
        .waived, .limitedDataSetAgreed, .limitedDataSetNotAgreed, .part2ResearchConditions,
    ])
}
