internal import ClinicalNotesPolicy

/// The axes of a decision as variables of a diagram.
///
/// An axis of many values takes as many variables as its values need in binary. A code beyond the last value
/// stands for the last value, so that what holds for every code holds for every value; `domain` leaves one code
/// for each value where points are counted or shown. What was decided is no axis here: it is a function.
struct AxisCoding: Sendable {
    /// Where one axis lies.
    struct Coded: Sendable {
        let name: String
        /// The first variable, of the highest bit.
        let variable: Int
        let bits: Int
        let values: Int
        /// The first bit in the words of facts; nothing for a bit of the host that the facts lack.
        let word: Int?
        /// Whether a point is told with this axis even where it has its first value.
        let alwaysTold: Bool
    }

    let axes: [Coded]
    /// How many variables the axes take.
    let variables: Int
    /// Where the axis that starts at a bit of the words is in `axes`.
    private let placeOfBit: [Int: Int]
    /// Whether each axis has a variable more that says whether it is known.
    let withKnowledge: Bool

    /// The axes of every decision.
    ///
    /// - Parameters:
    ///   - hostBits: The names of further yes-or-no axes.
    ///   - withKnowledge: Gives each axis a variable beside it that says whether it is known.
    init(hostBits: [String] = [], withKnowledge: Bool = false) {
        var axes = [Coded]()
        var next = 0
        func add(_ name: String, _ values: Int, _ word: Int?, told: Bool) {
            let bits = Self.bits(values)
            axes.append(
                Coded(name: name, variable: next, bits: bits, values: values, word: word, alwaysTold: told)
            )
            next += bits + (withKnowledge ? 1 : 0)
        }
        for span in Self.order { add(span.name, span.count, span.first, told: Self.told.contains(span.name)) }
        for flag in Self.flags {
            add("\(flag)", 2, Layout.flags + 2 * Int(flag.rawValue), told: false)
        }
        for name in hostBits { add(name, 2, nil, told: false) }
        self.axes = axes
        self.withKnowledge = withKnowledge
        variables = next
        placeOfBit = Dictionary(
            axes.enumerated().compactMap { place, axis in axis.word.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private static func bits(_ values: Int) -> Int {
        var bits = 1
        while 1 << bits < values { bits += 1 }
        return bits
    }

    private static let told: Set<String> = [
        "jurisdiction", "action", "compartment", "purpose", "role", "status",
    ]

    /// What splits the rules best comes first; axes that this list does not name follow.
    private static let order: [Layout.Span] = {
        let leading = [
            Layout.jurisdiction, Layout.lane, Layout.action, Layout.compartment, Layout.purpose, Layout.role,
            Layout.status, Layout.paper, Layout.instrument,
        ]
        return leading + Layout.spans.filter { span in !leading.contains { $0.first == span.first } }
    }()

    /// Flags that rules name together stand together; flags that this list does not name follow.
    private static let flags: [Flag] = {
        let leading: [Flag] = [
            .verified, .houseDenies, .paidInFullBlocks, .paidInFullEndedByHolder, .agreedBlocks,
            .agreedEndedLater, .againstPatient, .consentForProceedings, .abuseElection, .draftClosed,
            .underPrivacyRule, .fromProgram, .lawfulHolder, .inHouse, .isAuthor, .careTeam, .paperBenefits,
            .paperFiledBySelf, .coveredEntity, .part2Personnel, .ownTrainingProgram, .expresslyCovers,
            .mandatory, .withSubpoena, .confidentialFinding, .orderNoncriminal, .orderAgainstPatient,
            .threePartTest, .treatmentNeeded, .consentUnobtainable, .reasonRecorded, .deceased, .inmate,
            .waived,
            .limitedDataSetAgreed, .part2ResearchConditions, .threatSeriousAndImminent, .threatInGoodFaith,
            .threatRecipientCanPrevent, .severalSubjects, .segmentable, .patientIsSubject, .authorized,
            .authorizedByAll, .coSubjectsAuthorized, .consented, .consentedByAll, .counselingConsented,
            .counselingConsentedByAll, .alsoPsychotherapy, .mislabeled, .protectedFromPatient, .channelWrong,
            .channelMatches, .compiledForProceeding, .holdDenies, .asksForSelf, .adultRepresentative,
            .executor, .parentInPlace, .directiveToSend, .standing, .openedByOriginator,
            .opennessSetByOther, .released, .releasedBeyondFields, .houseOpensForPatient, .houseClosesPortal,
            .createdElsewhere,
        ]
        return leading + Flag.allCases.filter { !leading.contains($0) && $0 != .permitted }
    }()

    /// Where a flag lies.
    func place(_ flag: Flag) -> Coded? {
        placeOfBit[Layout.flags + 2 * Int(flag.rawValue)].map { axes[$0] }
    }

    /// Where an axis of more than two values lies.
    func place(_ span: Layout.Span) -> Coded? { placeOfBit[span.first].map { axes[$0] } }

    /// Where a host's bit lies.
    func place(hostBit name: String) -> Coded? { axes.first { $0.word == nil && $0.name == name } }

    /// The axis of each variable that costs something to tell, by its number.
    var told: [Int?] {
        var out = [Int?](repeating: nil, count: variables)
        for (number, axis) in axes.enumerated() where !axis.alwaysTold && axis.name != "lane" {
            for bit in 0..<axis.bits { out[axis.variable + bit] = number }
        }
        return out
    }
}

extension AxisCoding {
    /// Holds where an axis has one of the allowed values.
    func literal(_ axis: Coded, allowed: (Int) -> Bool, in diagram: inout DecisionDiagram)
        -> DecisionDiagram.Function
    {
        literal(axis, bit: 0, code: 0, allowed, in: &diagram) { $0 < axis.values ? $0 : axis.values - 1 }
    }

    private func literal(
        _ axis: Coded,
        bit: Int,
        code: Int,
        _ allowed: (Int) -> Bool,
        in diagram: inout DecisionDiagram,
        value: (Int) -> Int
    ) -> DecisionDiagram.Function {
        guard bit < axis.bits else { return allowed(value(code)) ? .yes : .no }
        let no = literal(axis, bit: bit + 1, code: code << 1, allowed, in: &diagram, value: value)
        let yes = literal(axis, bit: bit + 1, code: code << 1 | 1, allowed, in: &diagram, value: value)
        return diagram.ask(axis.variable + bit, yes: yes, no: no)
    }

    /// Holds where a flag is yes.
    func literal(_ flag: Flag, in diagram: inout DecisionDiagram) -> DecisionDiagram.Function {
        place(flag).map { diagram.literal($0.variable) } ?? .no
    }

    /// Holds at the one code of each value.
    func domain(in diagram: inout DecisionDiagram) -> DecisionDiagram.Function {
        var out = DecisionDiagram.Function.yes
        for axis in axes.reversed() where 1 << axis.bits > axis.values {
            let valid = literal(axis, bit: 0, code: 0, { $0 < axis.values }, in: &diagram) { $0 }
            out = diagram.and(valid, out)
        }
        return out
    }

    /// One question that a term asks: an axis and the values that it allows.
    struct Question {
        let axis: Coded
        let allowed: UInt64
    }

    /// What a term asks, by axes, and what it asks about the outcome.
    func questions(_ term: Term) -> (axes: [Question], outcome: UInt64) {
        var questions = [Question]()
        for axis in axes {
            guard let word = axis.word else { continue }
            let all: UInt64 = (1 << UInt64(axis.values)) - 1
            let forbidden = term.forbidden[word >> 6] >> UInt64(word & 63) & all
            if forbidden != 0 { questions.append(Question(axis: axis, allowed: all & ~forbidden)) }
        }
        let bit = Layout.flags + 2 * Int(Flag.permitted.rawValue)
        return (questions, ~(term.forbidden[bit >> 6] >> UInt64(bit & 63)) & 3)
    }

    /// The values of the axes at a point, as facts to decide on.
    func facts(at point: [Bool]) -> FactWords {
        var facts = FactWords()
        for axis in axes {
            guard let word = axis.word else { continue }
            let value = value(axis, at: point)
            if word >= Layout.flags {
                if let flag = Flag(rawValue: UInt8((word - Layout.flags) / 2)) {
                    facts.set(flag, Truth(value == 1))
                }
            } else {
                facts.set(Layout.Span(first: word, count: axis.values, name: axis.name), ordinal: value)
            }
        }
        facts.set(.permitted, .no)
        return facts
    }

    /// The place of an axis's value at a point.
    func value(_ axis: Coded, at point: [Bool]) -> Int {
        var code = 0
        for bit in 0..<axis.bits { code = code << 1 | (point[axis.variable + bit] ? 1 : 0) }
        return min(code, axis.values - 1)
    }

    /// The point of the facts, if every axis is known.
    func point(_ facts: FactWords) -> [Bool] {
        var point = [Bool](repeating: false, count: variables)
        for axis in axes {
            guard let word = axis.word else { continue }
            let all: UInt64 = (1 << UInt64(axis.values)) - 1
            let value = (facts.possible[word >> 6] >> UInt64(word & 63) & all).trailingZeroBitCount
            for bit in 0..<axis.bits where value < axis.values {
                point[axis.variable + bit] = value >> (axis.bits - 1 - bit) & 1 == 1
            }
        }
        return point
    }
}
