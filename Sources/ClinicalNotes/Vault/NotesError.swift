public import ClinicalNotesModel
public import ClinicalNotesPolicy
public import ClinicalNotesStorage

/// Why a call did not do what was asked: the one error that a vault and a session throw; never content, a name or a key.
///
/// ```swift
/// do {
///     try await desk.sign(note)
/// } catch {
///     return error.refusal?.explanation ?? "\(error) \(error.advice)"
/// }
/// ```
///
/// Two are equal if their codes are.
public struct NotesError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public let code: Code
    /// The name of the argument, field or step concerned; never its value.
    public let place: String?
    /// Whose records are concerned, where it is known.
    public let owner: OwnerID?
    /// The storage class of the record concerned, where it is known.
    public let collection: RecordCollection?
    /// The record concerned, where it is known.
    public let record: RecordID?
    /// What can be done about it, where the policy decided or nothing that may be read was found: then it depends on the session
    /// and the call alone, never on what exists.
    public let remedies: [Remedy]
    /// The policy's answer, where it may be told: the code is ``Code/refused`` then, and only then.
    public let refusal: Refusal?
    /// What is wrong with content, a note's state or a period, where the model found it.
    public let model: ModelError?
    /// The note's current revision, where the code is ``Code/staleRevision``.
    public let revision: UInt64?

    /// Makes an error.
    public init(_ code: Code, at place: String? = nil) { self.init(code, at: place, owner: nil) }

    init(_ code: Code, at place: String? = nil, of key: RecordKey) {
        self.init(code, at: place, owner: key.owner, collection: key.collection, record: key.record)
    }

    init(
        _ code: Code,
        at place: String? = nil,
        owner: OwnerID?,
        collection: RecordCollection? = nil,
        record: RecordID? = nil,
        remedies: [Remedy] = [],
        refusal: Refusal? = nil,
        model: ModelError? = nil,
        revision: UInt64? = nil
    ) {
        self.code = code
        self.place = place
        self.owner = owner
        self.collection = collection
        self.record = record
        self.remedies = remedies
        self.refusal = refusal
        self.model = model
        self.revision = revision
    }

    /// The policy's answer.
    init(_ refusal: Refusal) {
        self.init(.refused, owner: nil, remedies: refusal.remedies, refusal: refusal)
    }

    /// Compares by code.
    public static func == (left: NotesError, right: NotesError) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// The code, and what is known of the place.
    public var description: String {
        let places =
            [
                place.map { "at \($0)" }, owner.map { "owner \($0)" },
                collection.map { "collection \($0.rawValue)" }, record.map { "record \($0)" },
                revision.map { "revision \($0)" }, model.map { "\($0)" }, refusal.map { "told: \($0)" },
            ]
            .compactMap { $0 }
        return "NotesError(\(code)\(places.isEmpty ? "" : " ")\(places.joined(separator: ", ")))"
    }
}
