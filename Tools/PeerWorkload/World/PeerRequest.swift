/// A request with every fact that it is decided from.
package struct PeerRequest: Sendable, Decodable {
    /// What somebody wants to do.
    package let question: PeerQuestion
    /// What is known of the note for the one who asks.
    package let note: PeerNoteFacts
    /// The note, by its name in the store.
    package let resource: String

    private enum CodingKeys: String, CodingKey { case resource }

    /// Decodes a line of requests; an absent or empty fact is unknown.
    package init(from decoder: any Decoder) throws {
        question = try PeerQuestion(from: decoder)
        note = try PeerNoteFacts(from: decoder)
        resource = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .resource)
    }
}
