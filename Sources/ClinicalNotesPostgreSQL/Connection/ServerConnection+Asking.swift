#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension ServerConnection {
    /// Sends one statement and answers what it gave.
    func ask(
        _ sql: String,
        _ parameters: Parameters = Parameters(),
        isKept: Bool = false,
        by deadline: Deadline
    ) throws -> ServerAnswer {
        var answers: [ServerAnswer] = []
        try fly([Call(sql: sql, parameters: parameters, isKept: isKept)], by: deadline, into: &answers)
        guard let answer = answers.first else { throw StorageError(.misbehaved) }
        return answer
    }

    func run(_ sql: String, by deadline: Deadline) throws { _ = try ask(sql, by: deadline) }
}
#endif
