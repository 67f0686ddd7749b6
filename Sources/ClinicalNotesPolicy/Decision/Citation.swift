/// A paragraph of law.
public struct Citation: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The body of law.
    public let title: LawTitle
    /// The part, such as 164; 0 where the body of law has none.
    package let part: Int
    /// The section within the part or the article, such as 508; 0 names the whole part.
    package let section: Int
    /// The paragraphs from the outermost inwards, such as `["a", "2", "ii"]`.
    package let paragraphs: [String]
    /// The text of the law that was read.
    package var edition: String { title.edition }

    private let place: String

    init(_ title: LawTitle, _ part: Int, _ section: Int, _ paragraphs: String, place: String) {
        self.title = title
        self.part = part
        self.section = section
        self.paragraphs = paragraphs.split(whereSeparator: { $0 == "(" || $0 == ")" }).map(String.init)
        self.place = place
    }

    /// Cites a place as lawyers write it, such as `Fam. Code 6924(b)`, or `164.508(a)(2)` of a federal title.
    ///
    /// - Parameters:
    ///   - title: The body of law.
    ///   - place: The place, without the title.
    public init(_ title: LawTitle, _ place: String) {
        if title == .cfr45 || title == .cfr42, let found = Self.parsed(title, place) {
            self = found
        } else {
            self.init(title, 0, 0, "", place: place)
        }
    }

    /// Part, section and paragraphs of a place in a federal title, if it is written as they are.
    private static func parsed(_ title: LawTitle, _ text: String) -> Citation? {
        let head = text.prefix { $0 != "(" }.split(separator: ".", omittingEmptySubsequences: false)
        guard head.count == 2, let part = Int(head[0]), let section = Int(head[1]) else { return nil }
        let found = Citation(title, part, section, String(text.drop { $0 != "(" }), place: "")
        return found.placeText == text ? found : nil
    }

    /// The citation as lawyers write it, such as `45 CFR 164.508(a)(2)(ii)`.
    public var description: String { "\(title.rawValue) \(placeText)" }

    /// The place within the body of law, as lawyers write it.
    var placeText: String {
        place.isEmpty ? "\(part).\(section)" + paragraphs.map { "(\($0))" }.joined() : place
    }

    /// Whether this is the paragraph that `other` names, or a paragraph of it.
    package func isWithin(_ other: Citation) -> Bool {
        title == other.title && part == other.part && section == other.section && place == other.place
            && paragraphs.starts(with: other.paragraphs)
    }
}

extension Citation {
    private enum CodingKeys: String, CodingKey { case title, place }

    /// Decodes the title and the place, as lawyers write it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(LawTitle.self, forKey: .title),
            try container.decode(String.self, forKey: .place)
        )
    }

    /// Encodes the title and the place, as lawyers write it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(title, forKey: .title)
        try container.encode(placeText, forKey: .place)
    }
}

extension Citation {
    @inline(never)
    package static func hipaa(_ section: Int, _ paragraphs: String = "") -> Citation {
        Citation(.cfr45, 164, section, paragraphs, place: "")
    }

    package static func preemption(_ section: Int, _ paragraphs: String = "") -> Citation {
        Citation(.cfr45, 160, section, paragraphs, place: "")
    }

    package static func informationBlocking(_ section: Int, _ paragraphs: String = "") -> Citation {
        Citation(.cfr45, 171, section, paragraphs, place: "")
    }

    @inline(never)
    package static func part2(_ section: Int, _ paragraphs: String = "") -> Citation {
        Citation(.cfr42, 2, section, paragraphs, place: "")
    }

    /// A control of good practice, such as `AC-5`, where law leaves open how something is secured.
    static func goodPractice(_ control: String) -> Citation { Citation(.nist, "SP 800-53 \(control)") }

    package static func unitedKingdom(_ title: LawTitle, _ place: String) -> Citation {
        Citation(title, 0, 0, "", place: place)
    }
}

extension Citation: ExpressibleByStringLiteral {
    /// Cites a rule of the host's own, such as `Practice policy 4.2`.
    public init(stringLiteral place: String) { self.init(.house, place) }
}
