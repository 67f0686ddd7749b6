internal import ClinicalNotes

/// The code of the guide "Errors, retries, concurrency".
enum ErrorsRetriesConcurrency {}

// ErrorsRetriesConcurrency: begin status
extension NotesError.Code {
    /// The HTTP status that a portal answers with.
    var httpStatus: Int {
        switch self {
        case .cursorInvalid, .sourceFailed: 400
        case .keyringRequired, .wrongPassphrase: 401
        case .refused, .notEnrolled, .unconfirmed, .notStaff, .keyMissing, .approvalRefused: 403
        case .notFound: 404
        case .conflict, .invalidTransition, .identityConflict, .keysChanged: 409
        case .alreadyFounded, .authorityOutside, .nothingToRecover, .notSolo: 409
        case .staleRevision: 412
        case .tooLarge: 413
        case .invalidInput, .idempotencyMismatch, .identifierMissing, .authorNotEnrolled: 422
        case .storageUnavailable, .unreadable, .notSettled, .keyServiceUnavailable: 503
        case .auditUnavailable, .anchorUnavailable, .cancelled: 503
        case .timedOut, .outcomeUnknown: 504
        case .storageFull: 507
        default: 500
        }
    }
}
// ErrorsRetriesConcurrency: end status

// ErrorsRetriesConcurrency: begin retry
/// Writes under one name until it is known what became of it, three times at the most.
func repeating<Value>(
    _ key: IdempotencyKey,
    pausing pause: Duration = .seconds(1),
    _ write: (IdempotencyKey) async throws -> Value
) async throws -> Value {
    for attempt in 1...2 {
        do {
            return try await write(key)
        } catch let error as NotesError where error.retry == .sameKey {
            try await Task.sleep(for: pause * attempt)
        }
    }
    return try await write(key)
}
// ErrorsRetriesConcurrency: end retry

extension ErrorsRetriesConcurrency {
    /// Documents a visit under the name of the form that it came from.
    static func save(_ session: CounselingSession, form: String, at desk: NoteSession) async throws
        -> DocumentedSession
    {
        // ErrorsRetriesConcurrency: begin save
        let visit = try await repeating("form-\(form)") { key in
            try await desk.document(session, idempotencyKey: key)
        }
        // ErrorsRetriesConcurrency: end save
        return visit
    }

    /// Changes the plan of a visit, unless somebody changed its note in another tab meanwhile.
    static func putOff(_ visit: DocumentedSession, at desk: NoteSession) async throws(NotesError) {
        // ErrorsRetriesConcurrency: begin tabs
        let draft = try await desk.read(visit.summary)
        try await desk.edit(draft.id, expecting: draft.revision) { (summary: inout SessionSummary) in
            summary.plan = "Every two weeks"
        }
        // ErrorsRetriesConcurrency: end tabs
    }

    /// Reads everything on a page of a chart.
    static func page(of ana: PatientID, at desk: NoteSession) async throws -> [OpenedNote] {
        // ErrorsRetriesConcurrency: begin batch
        let page = try await desk.chart(of: ana).page(limit: 50)
        let notes = try await desk.read(page.map(\.id))
        let opened = page.compactMap { notes[$0.id] }
        // ErrorsRetriesConcurrency: end batch
        return opened
    }
}
