public import ClinicalNotesModel

/// One request to a key service.
public struct KeyRequest: Sendable {
    /// A random id; a repeat of the same request is answered the same.
    public let id: Bytes16
    /// When the answer must be there.
    public let deadline: Deadline

    /// Makes a request.
    public init(id: Bytes16, deadline: Deadline) {
        self.id = id
        self.deadline = deadline
    }
}
