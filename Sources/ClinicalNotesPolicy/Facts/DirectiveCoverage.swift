internal import ClinicalNotesModel

/// Which subjects of a note have permitted something, each by a valid document of their own.
///
/// One bit a subject; a note about more than 64 people is never covered.
struct DirectiveCoverage {
    var must: UInt64 = 0
    var may: UInt64 = 0

    @inline(__always)
    mutating func add(_ valid: Truth, must mask: UInt64, may possible: UInt64) {
        if valid.mustHold { must |= mask }
        if valid.mayHold { may |= possible }
    }

    /// Whether all subjects of a set are covered.
    func covers(_ subjects: UInt64) -> Truth {
        Truth(bits: (may & subjects == subjects ? 2 : 0) | (must & subjects == subjects ? 0 : 1))
    }
}

extension FactWords {
    /// The documents on record, each judged alone and the results joined.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - parentsKeptOut: Whether the host keeps the parent out.
    /// - Returns: What they permit.
    mutating func setDirectives(
        of request: borrowing AccessRequest,
        parentsKeptOut: Truth = .no
    ) -> Agreement {
        if let coSubjects = request.coSubjectsWithoutDocuments {
            set(DirectiveFindings.documents, .no)
            set(.coSubjectsAuthorized, coSubjects)
            return Agreement(self)
        }
        var found = DirectiveFindings()
        if case .known(let directives) = request.directives {
            for directive in directives { found.add(directive, request, parentsKeptOut) }
        } else {
            found.addUnknown()
        }
        found.store(in: &self, request)
        set(.agreed, truth(.authorized) | truth(.consented) | truth(.counselingConsented))
        set(
            .agreedByAll,
            truth(.authorizedByAll) | truth(.consentedByAll) | truth(.counselingConsentedByAll)
        )
        return Agreement(self)
    }
}

extension AccessRequest {
    /// Whether other subjects permitted something, if there is one subject and no document on record; `nil` otherwise.
    ///
    /// What most requests are about, told without looking at anything.
    fileprivate var coSubjectsWithoutDocuments: Truth? {
        guard case .known(let directives) = directives, directives.isEmpty,
            case .known(let subjects) = note.subjects, subjects.count == 1
        else { return nil }
        switch patient {
        case .known(.some(let patient)): return patient.id.satisfies { $0 == subjects[0] }
        case .known(.none): return .yes
        case .unknown: return .unknown
        }
    }
}
