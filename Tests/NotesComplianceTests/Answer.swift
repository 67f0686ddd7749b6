import Foundation

/// A line of answers, as a reader of JSON sees it.
struct Answer: Decodable, Equatable {
    struct Failure: Decodable, Equatable {
        let path: String
        let message: String
    }

    struct NearMiss: Decodable, Equatable {
        let rule: String
        let lacking: [String]
        let against: [String]
        let closedBy: [String]
    }

    struct Remedy: Decodable, Equatable {
        let remedy: String
        let purpose: String?
    }

    struct Reason: Decodable, Equatable {
        let code: String
        let sentence: String
    }

    struct Explanation: Decodable, Equatable {
        let sentences: [String]
        let reasons: [Reason]
        let remedies: [Remedy]?
        let nearMisses: [NearMiss]?
    }

    let effect: String?
    let citations: [String]?
    let obligations: [String]?
    let rules: [String]?
    let unknown: [String]?
    let error: Failure?
    let explanation: Explanation?

    init(_ line: String) throws { self = try JSONDecoder().decode(Answer.self, from: Data(line.utf8)) }
}
