/// A request with every fact that it is decided from.
public struct PeerRequest: Sendable, Decodable {
    /// What somebody wants to do.
    public let question: PeerQuestion
    /// What is known of the note for the one who asks.
    public let note: PeerNoteFacts
    /// The note, by its name in the store.
    public let resource: String

    private enum CodingKeys: String, CodingKey { case resource }

    /// Decodes a line of requests; an absent or empty fact is unknown.
    public init(from decoder: any Decoder) throws {
        question = try PeerQuestion(from: decoder)
        note = try PeerNoteFacts(from: decoder)
        resource = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .resource)
    }
}
