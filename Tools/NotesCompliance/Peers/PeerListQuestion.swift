internal import PeerWorkload

/// A list question, and what another engine answered to it.
struct PeerListQuestion: Decodable {
    var question: PeerQuestion
    /// The notes that are allowed, in the order of the store; `nil` if nobody says.
    let allowed: [String]?

    private enum CodingKeys: String, CodingKey { case allowed }

    init(from decoder: any Decoder) throws {
        question = try PeerQuestion(from: decoder)
        allowed = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(
            [String].self,
            forKey: .allowed
        )
    }
}
