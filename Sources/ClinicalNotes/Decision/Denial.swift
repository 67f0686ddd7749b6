/// A refusal on its way to who asked: what is recorded of it, and what is told.
///
/// It is thrown to where the call ends, and told once it is on record; of a write that turns out to be the repeat of one that was
/// done there was no refusal.
struct Denial: Error {
    /// What is recorded.
    let entry: AuditEntry
    /// What the asker may know of it.
    let told: @Sendable () async -> NotesError

    init(_ entry: AuditEntry, telling told: @escaping @Sendable () async -> NotesError) {
        (self.entry, self.told) = (entry, told)
    }
}

extension VaultCore {
    /// Puts a denial on record, and throws what is told of it.
    func tell<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let denial as Denial {
            try await record(denial.entry)
            throw await denial.told()
        }
    }

    /// Puts a refusal on record, alone or counted.
    func record(_ refusal: AuditEntry) async throws(NotesError) { try await refusals.record(refusal, self) }
}
