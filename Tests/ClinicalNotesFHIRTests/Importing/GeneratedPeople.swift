import ClinicalNotes
import ClinicalNotesModel
import TestSupport

@testable import ClinicalNotesFHIR

/// Pairs of invented people as two systems tell of them: one person twice, or two people who share some numbers.
struct GeneratedPeople {
    /// What must come of the second of a pair.
    enum Truth: Hashable, CaseIterable {
        /// It is the first person again, who is recognized.
        case same
        /// It is somebody else, who shares what others may carry too.
        case other
        /// It is somebody else with a number that names the first one: somebody made a mistake.
        case mistaken
    }

    struct Pair {
        let first: Told
        let second: Told
        let truth: Truth
    }

    /// Somebody as a system tells of them.
    struct Told {
        var id = ""
        var given: [String]
        var family: String
        var text: String?
        var birth: String?
        var gender: String?
        var numbers: [(type: String?, system: String, value: String)]

        /// What is read of ``json``.
        var imported: ImportedPatient {
            ImportedPatient(
                index: 0,
                key: ReferenceKey(resourceType: "Patient", value: "Patient/\(id)"),
                identifiers: numbers.map { number in
                    ImportedIdentifier(
                        system: number.system,
                        value: number.value,
                        types: Set([number.type].compactMap { $0 })
                    )
                },
                name: ClinicalText(text ?? (given + [family]).joined(separator: " ")),
                birthDate: birth.flatMap { FHIRDate($0) },
                gender: gender.flatMap { Person.Gender(rawValue: $0) },
                isDeceased: nil,
                deathDate: nil,
                labels: .none,
                version: ExternalVersion(),
                links: [],
                claims: [],
                address: nil
            )
        }

        var json: String {
            let identifiers = numbers.map { number in
                let coding = #"{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"#
                let type = number.type.map { #""type":{"coding":[\#(coding)"\#($0)"}]},"# } ?? ""
                return #"{\#(type)"system":"\#(number.system)","value":"\#(number.value)"}"#
            }
            let words = given.map { #""\#($0)""# }.joined(separator: ",")
            let name = text.map { #"{"text":"\#($0)"}"# } ?? #"{"family":"\#(family)","given":[\#(words)]}"#
            var parts = [#""resourceType":"Patient""#, #""id":"\#(id)""#, #""name":[\#(name)]"#]
            if !identifiers.isEmpty {
                parts.append(#""identifier":[\#(identifiers.joined(separator: ","))]"#)
            }
            if let birth { parts.append(#""birthDate":"\#(birth)""#) }
            if let gender { parts.append(#""gender":"\#(gender)""#) }
            return "{" + parts.joined(separator: ",") + "}"
        }
    }

    private static let given: [String: [String]] = [
        "female": [
            "Ana", "Elena", "María", "Zoë", "Nadia", "Ruth", "Siobhan", "Chloé", "Ingrid", "Joan", "Mia",
            "Thu",
        ],
        "male": [
            "Ben", "José", "Tom", "Søren", "Kofi", "Łukasz", "Omar", "Jürgen", "Ivan", "Luis", "Noah", "Văn",
        ],
    ]
    private static let families = [
        "Rivera", "Okafor", "Núñez", "O'Brien", "Lin", "Żak", "Achebe", "Müller", "Nguyễn", "Van der Berg",
        "Smith",
        "Ivanov", "Sandoval", "Haddad", "Park", "Weiß", "García", "Mensah", "Dubois", "Kim-Lee",
    ]
    private static let insurer = "urn:example:insurer"
    private static let identifying = ["MR", "SS", "DL", "PPN", "NI", "NNUSA"]

    private var numbers: SeededNumbers
    private var serial = 0

    init(seed: UInt64) { numbers = SeededNumbers(seed) }

    /// Numbers that are the same at every run.
    private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &numbers) == 0 }

    private mutating func one(of values: [String]) -> String { values.randomElement(using: &numbers) ?? "" }

    private mutating func word(of gender: String, but others: [String] = []) -> String {
        one(of: (Self.given[gender] ?? []).filter { !others.contains($0) })
    }

    private mutating func person() -> Told {
        serial += 1
        let gender = one(of: ["female", "male"])
        let first = word(of: gender)
        let type = one(of: Self.identifying)
        return Told(
            given: [first, word(of: gender, but: [first])],
            family: one(of: Self.families),
            birth: day(.random(in: 1930...2004, using: &numbers)),
            gender: gender,
            numbers: [
                (type, "urn:example:\(type)", "\(serial)"),
                ("MB", Self.insurer, chance(2) ? "999999999" : "\(serial / 2)"),
                (nil, "urn:example:unknown", "\(serial % 7)"), ("XX", "urn:example:other", "0"),
            ]
        )
    }

    private mutating func day(_ year: Int) -> String {
        let (month, day) = (
            Int.random(in: 10...12, using: &numbers), Int.random(in: 10...28, using: &numbers)
        )
        return "\(year)-\(month)-\(day)"
    }

    /// The next pair.
    mutating func next() -> Pair {
        var first = person()
        var second = first
        let truth: Truth
        switch Int.random(in: 0..<10, using: &numbers) {
        case 0..<4:
            truth = .same
            retell(&second)
        default:
            truth = chance(2) ? .mistaken : .other
            become(&second, differing: truth == .mistaken)
            // What names the first one stays by mistake; else somebody else has another number, or none that is known.
            if truth == .other {
                second.numbers[0].value += "-other"
                if chance(3) { second.numbers.removeFirst() }
            }
        }
        first.id = "a\(serial)"
        second.id = "b\(serial)"
        return Pair(first: first, second: second, truth: truth)
    }

    /// The same person as another system writes about them.
    private mutating func retell(_ told: inout Told) {
        if chance(2) {
            told.given.removeLast()
        } else if chance(2) {
            told.given[1] = "\(told.given[1].prefix(1))."
        }
        let (given, family) = (told.given.joined(separator: " "), told.family)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: told.text = "\(family), \(given)".uppercased()
        case 1: told.text = Self.plain("\(given) \(family)")
        case 2: told.text = "\(given) \(family)".decomposed
        default: break
        }
        if chance(3) { told.birth = told.birth.map { String($0.prefix(chance(2) ? 4 : 7)) } }
        if chance(6) { told.birth = nil }
        if chance(4) { told.gender = chance(2) ? "unknown" : nil }
        told.numbers.shuffle(using: &numbers)
        if let shared = told.numbers.firstIndex(where: { $0.type == "MB" }), chance(2) {
            told.numbers[shared].value += "7"
        }
    }

    /// Somebody else: a twin, a spouse, a child of the same name, a stranger; or, where no number says so, one who differs
    /// in nothing that is known.
    private mutating func become(_ told: inout Told, differing: Bool) {
        let gender = told.gender ?? "female"
        switch Int.random(in: 0..<(differing ? 4 : 5), using: &numbers) {
        case 0: told.given = [word(of: gender, but: told.given)]
        case 1:
            let spouse = gender == "male" ? "female" : "male"
            told.given = [word(of: spouse)]
            told.gender = chance(2) ? spouse : nil
            told.birth = day(.random(in: 1930...2004, using: &numbers))
        case 2:
            let year = told.birth.flatMap { Int($0.prefix(4)) } ?? 1950
            told.birth = chance(2) ? "\(year + 25)" : day(year + 25)
        case 3:
            let serial = told.numbers
            told = person()
            told.numbers = serial
            told.birth = nil
            told.given = ["Pia"]
            told.family = "Stranger"
        default: break
        }
    }

    private static let bare: [Character: String] = [
        "í": "i", "ë": "e", "é": "e", "ø": "o", "Ł": "L", "ü": "u", "ă": "a", "ú": "u", "ñ": "n", "Ż": "Z",
        "ễ": "e",
        "ß": "ss", "'": "",
    ]

    private static func plain(_ name: String) -> String {
        name.map { bare[$0] ?? String($0) }.joined()
    }
}

extension String {
    /// With combining marks in place of some composed letters.
    fileprivate var decomposed: String {
        map { ["é": "e\u{301}", "í": "i\u{301}", "ñ": "n\u{303}", "ü": "u\u{308}"][$0] ?? String($0) }
            .joined()
    }
}
