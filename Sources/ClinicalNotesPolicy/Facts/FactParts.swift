/// What later facts rest on of earlier ones. Each is given where the earlier ones are set, and asked for where it is needed, so
/// that facts cannot be set in another order.

/// What is known of the note itself.
struct NoteTraits {
    let protectedFromPatient: Truth
    let compiledForProceeding: Truth
    /// About one person alone, or shown without what is about others.
    let separable: Truth

    init(_ facts: borrowing FactWords) {
        protectedFromPatient = facts.truth(.protectedFromPatient)
        compiledForProceeding = facts.truth(.compiledForProceeding)
        separable = !facts.truth(.severalSubjects) | facts.truth(.segmentable)
    }
}

/// What the documents on record permit.
struct Agreement {
    let agreed: Truth
    let byCoSubjects: Truth
    let consented: Truth
    let consentedByAll: Truth
    /// To counseling notes, by everybody whom the note is about.
    let counseling: Truth

    init(_ facts: borrowing FactWords) {
        agreed = facts.truth(.agreed)
        byCoSubjects = facts.truth(.coSubjectsAuthorized)
        consented = facts.truth(.consented)
        consentedByAll = facts.truth(.consentedByAll)
        counseling = facts.truth(.counselingConsented) & facts.truth(.counselingConsentedByAll)
    }
}

/// Whether the patient directs a copy to the principal, which decides under which law the request falls.
struct Direction {
    let directed: Truth
}

/// What house rules say about a minor's parent.
struct ParentRules {
    let open: Truth
    let close: Truth

    init(_ facts: borrowing FactWords) {
        open = facts.truth(.houseOpensForParent)
        close = facts.truth(.houseClosesForParent)
    }
}

/// Whether the note was opened to the patient by its originator, now.
struct Opening {
    let byOriginator: Truth
}

/// Whether the patient asks for the own record, and may.
struct OwnRequest {
    let isAsked: Truth
}
