internal import ClinicalNotesPolicy

/// A statement about the law that a policy must keep, written down apart from the rules.
///
/// It is about every point of the axes in its region, with the host's own rules free: what is proven holds for
/// every house policy.
struct Statement: Sendable {
    enum Claim: Sendable {
        case neverPermitted
        case alwaysPermitted
        /// A permit that would be none without the fact brings one of the obligations.
        case permitRestingBrings(Flag, [Obligation])
        /// A permit or a denial cites or brings something where it should, and nowhere else.
        case outcome(OutcomeClaim)
        /// Every decision cites something.
        case cites
        /// The fact never turns a denial into a permit, whatever the other axes are.
        case neverOpens(Flag)
        /// The fact never turns a permit into a denial, whatever the other axes are.
        case neverCloses(Flag)
        /// What the stricter compartment permits the laxer one permits, all else being alike.
        case neverWider(CompartmentStep)
        /// A permit is one that law compels.
        case permitIsCompelled
    }

    let id: String
    let sentence: String
    let citation: Citation
    /// Lists of conditions of which one holds.
    let region: [[Condition]]
    let exceptions: [[Condition]]
    let claim: Claim

    init(
        _ claim: Claim,
        _ id: String,
        _ sentence: String,
        _ citation: Citation,
        _ region: [[Condition]] = [],
        _ exceptions: [[Condition]] = []
    ) {
        self.id = id
        self.sentence = sentence
        self.citation = citation
        self.region = region.isEmpty ? [[]] : region
        self.exceptions = exceptions
        self.claim = claim
    }

    static func never(
        _ id: String,
        _ sentence: String,
        _ citation: Citation,
        _ region: [Condition]...,
        unless exceptions: [[Condition]] = []
    ) -> Statement {
        Statement(.neverPermitted, id, sentence, citation, region, exceptions)
    }

    static func always(
        _ id: String,
        _ sentence: String,
        _ citation: Citation,
        _ region: [Condition]...,
        unless exceptions: [[Condition]] = []
    ) -> Statement {
        Statement(.alwaysPermitted, id, sentence, citation, region, exceptions)
    }

    /// Whether it is about points, too, that extraction never makes: then about several changes at once.
    var isAboutAllPoints: Bool {
        switch claim {
        case .neverOpens, .neverCloses: true
        default: false
        }
    }

    /// The statement about one jurisdiction alone.
    func about(_ jurisdiction: Jurisdiction) -> Statement {
        var claim = claim
        if case .outcome(let stated) = claim { claim = .outcome(stated.about(jurisdiction)) }
        return Statement(
            claim,
            id,
            sentence,
            citation,
            region.map { [.jurisdiction(jurisdiction)] + $0 },
            exceptions
        )
    }
}
