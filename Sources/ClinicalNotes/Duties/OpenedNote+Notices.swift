internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension OpenedNote {
    /// The notices that go with the note wherever it goes: show them beside it, and pass them on with it.
    public var notices: [Notice] {
        obligations.compactMap { obligation in
            obligation.notice(of: status).map { Notice(obligation: obligation, text: $0) }
        }
    }
}

extension Obligation {
    /// What is said with a note, or `nil` for an obligation that is carried out in another way.
    func notice(of status: NoteStatus) -> String? {
        switch self {
        // 42 CFR 2.32(a)(2), the shorter of the two statements that the paragraph prescribes.
        case .part2Notice: "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
        case .attachConsent:
            "A copy of the consent that this disclosure rests on goes with it (42 CFR 2.32(b))."
        case .limitToAuthorization:
            "Use and pass on no more than the patient's authorization or consent covers (45 CFR 164.508(a)(1))."
        case .limitToLaw: "Use and pass on no more than the law asks for (45 CFR 164.512(a)(1))."
        case .limitToOrder: "Use and pass on no more than the order covers (45 CFR 164.512(e)(1)(i))."
        case .minimumNecessary:
            "Use and pass on no more than the purpose needs (45 CFR 164.502(b))."
        case .requestNoFurtherUse:
            "The patient asked for this to be restricted, and it was disclosed for emergency treatment: please do not use "
                + "or disclose it further (45 CFR 164.522(a)(1)(iv))."
        case .showStatus:
            status == .enteredInError
                ? "This note was entered in error. It is kept, and is not to be read as true."
                : "This note was amended after it was first signed."
        case .accountDisclosure, .appendNotOverwrite, .assessBreach, .awaitConfirmation, .breakGlassAudit,
            .deidentifyFirst, .deliverAsRequested, .documentEmergency, .informIndividual, .legalReview,
            .notifyRecipients,
            .offerReview, .reclassifyNote, .recordOriginatorDecision, .recordReason, .redactHeldPart,
            .redactOtherSubjects, .releaseRemainder, .respond5Days, .respond10Days, .respond15Days,
            .respond30Days,
            .respond60Days, .verifyIdentity,
            .writtenDenial:
            nil
        }
    }
}
