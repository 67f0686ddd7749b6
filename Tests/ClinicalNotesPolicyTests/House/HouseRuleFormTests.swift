import ClinicalNotesModel
import Foundation
import Testing

@testable import ClinicalNotesPolicy

@Suite("House rules in JSON")
struct HouseRuleFormTests {
    private static let head = #""version":1,"name":"practice","rules_version":"2026-03""#
    private static let good =
        #""id":"a","kind":"restriction","sentence":"Billing sees no tests.","because":"Practice policy 4.2""#
    private static let patient =
        #""id":"p","kind":"patient-grant","sentence":"Patients read it.","because":"Practice policy 7""#

    private static func document(_ rules: String...) -> String {
        "{\(head),\"rules\":[\(rules.map { "{\($0)}" }.joined(separator: ","))]}"
    }

    private static func when(_ conditions: String) -> String {
        document("\(good),\"when\":{\(conditions)}")
    }

    private func refusing(_ json: String) -> DecodingRefusal? {
        do {
            _ = try JSONDecoder().decode(HouseRules.self, from: Data(json.utf8))
            return nil
        } catch {
            return DecodingRefusal(error)
        }
    }

    @Test("a rule reads as it is written, and back")
    func reading() throws {
        let json = Self.document(
            #"""
            "id":"practice.tests","kind":"restriction","sentence":"Billing sees no tests.",
            "because":{"title":"Cal.","place":"Civ. Code 56.10"},
            "when":{"principal.role":["billing","operations"],"principal.host_role":{"all":[["a"],{"not":["b","c"]}]},
            "note.kind":["psychological-testing",{"system":"local","code":"11506-3"}],
            "note.compartment":{"not":["sud"]},"principal.care_team":false,"subject.age_at_least":12,"subject.age_under":18},
            "unless":[{"request.purpose":["payment"]},{"principal.author":true}]
            """#
        )
        let rules = try JSONDecoder().decode(HouseRules.self, from: Data(json.utf8))
        let built = HouseRules("practice", version: "2026-03") {
            ThirdPartyRestriction(
                "Billing sees no tests.",
                because: Citation(.california, "Civ. Code 56.10")
            ) {
                Subject.isUnder(18)
                Subject.isAtLeast(12)
                !Principal.isOnCareTeam
                Note.compartment != .substanceUse
                Note.kind.isIn(.psychologicalTesting, NoteKind(local: "11506-3"))
                Principal.hostRole == "a"
                Principal.hostRole != "b"
                Principal.hostRole != "c"
                Principal.role.isIn(.billing, .operations)
            }.unless {
                Request.purpose == .payment
            }.unless {
                Principal.isAuthor
            }.named("practice.tests")
        }
        #expect(rules == built)
        let again = try JSONDecoder().decode(HouseRules.self, from: JSONEncoder().encode(rules))
        #expect(again == rules)
        #expect(Policy.unitedStates.adding(again).version == Policy.unitedStates.adding(built).version)
    }

    @Test("what is written is read again, for made-up rules and for the states'")
    func roundTrip() throws {
        var written = 0
        for seed in 0..<300 {
            var generated = GeneratedHouseRules(seed: UInt64(seed))
            let rules = generated.rules(1)
            guard let data = try? JSONEncoder().encode(rules) else { continue }
            written += 1
            #expect(try JSONDecoder().decode(HouseRules.self, from: data) == rules)
        }
        print("house rules in JSON: \(written) of 300 made-up rules written and read")
        #expect(written > 270)
        for state in [HouseRules.california, .newYork, .texas, .illinois] {
            #expect(try JSONDecoder().decode(HouseRules.self, from: JSONEncoder().encode(state)) == state)
        }
    }

    @Test("the example of the handbook is read, and names every kind of obligation and fact that there is")
    func handbook() throws {
        let page = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../Documentation/HouseRules.md"),
            encoding: .utf8
        )
        let example = try #require(page.split(separator: "```json\n").dropFirst().first)
        let json = try #require(example.split(separator: "```").first)
        let rules = try JSONDecoder().decode(HouseRules.self, from: Data(json.utf8))
        #expect(
            rules.rules.map(\.kind) == [
                .restriction, .requirement, .patientGrant, .parentRestriction, .restriction,
                .portalRestriction,
                .accessClock,
            ]
        )
        for fact in HouseFact.allCases { #expect(page.contains("`\(fact.rawValue)`"), "\(fact)") }
        for kind in HouseRule.Kind.allCases {
            #expect(page.contains("`\(kind.rawValue)`"))
            for obligation in kind.obligations { #expect(page.contains("`\(obligation.rawValue)`")) }
        }
    }

    @Test("values are spelled in the order of their axes")
    func spelling() {
        #expect(HouseFact.role.values.indices.allSatisfy { PrincipalRole.allCases[$0].ordinal == $0 })
        #expect(HouseFact.purpose.values.indices.allSatisfy { PurposeOfUse.allCases[$0].ordinal == $0 })
        #expect(HouseFact.action.values.indices.allSatisfy { NoteAction.allCases[$0].ordinal == $0 })
        #expect(HouseFact.status.values.indices.allSatisfy { NoteStatus.allCases[$0].ordinal == $0 })
        #expect(HouseFact.compartment.values == ["general", "psychotherapy", "sud", "sud-counseling"])
        #expect(Compartment.allCases.indices.allSatisfy { Compartment.allCases[$0].ordinal == $0 })
        for fact in HouseFact.allCases {
            guard case .axis(let span) = fact.form else { continue }
            #expect(fact.values.count == span.count)
        }
    }

    static let refusals: [(String, String)] = [
        ("[]", ""), ("{", ""),
        (#"{"name":"x","rules_version":"1","rules":[]}"#, "version"),
        (#"{"version":2,"nom":"x"}"#, "version"), (#"{"version":"1"}"#, "version"),
        (#"{"version":1,"nom":"x","rules_version":"1","rules":[]}"#, "nom"),
        (#"{"version":1,"name":"a b","rules_version":"1","rules":[]}"#, "name"),
        (#"{"version":1,"name":"a","rules_version":"","rules":[]}"#, "rules_version"),
        (#"{"version":1,"name":"a","rules_version":"1","rules":{}}"#, "rules"),
        (#"{"version":1,"name":"a","rules_version":"1"}"#, "rules"),
        (document("\(good),\"when\":{}", #""id":"b""#), "rules[1].kind"),
        (document("\(good),\"when\":{}", "\(good),\"when\":{}"), "rules[1].id"),
        (document("\(good),\"when\":{},\"wen\":{}"), "rules[0].wen"),
        (document(good), "rules[0].when"),
        (document(good.replacing("restriction", with: "permission") + #","when":{}"#), "rules[0].kind"),
        (document(good.replacing(#""Billing sees no tests.""#, with: "\" \"")), "rules[0].sentence"),
        (
            document(good.replacing("Billing", with: String(repeating: "b", count: 500))),
            "rules[0].sentence"
        ),
        (document(good.replacing("Billing", with: #"Bil\nling"#)), "rules[0].sentence"),
        (document(good.replacing(#""a""#, with: "\"\(String(repeating: "i", count: 129))\"")), "rules[0].id"),
        (document(good.replacing(#""Practice policy 4.2""#, with: "7")), "rules[0].because"),
        (
            document(good.replacing(#""Practice policy 4.2""#, with: #"{"title":"Wash.","place":"1"}"#)),
            "rules[0].because.title"
        ),
        (
            document(good.replacing(#""Practice policy 4.2""#, with: #"{"title":"Cal.","place":""}"#)),
            "rules[0].because.place"
        ),
        (
            document(good.replacing(#""Practice policy 4.2""#, with: #"{"title":"Cal.","page":"1"}"#)),
            "rules[0].because.page"
        ),
        (document("\(good),\"obligation\":\"legal-review\",\"when\":{}"), "rules[0].obligation"),
        (
            document(good.replacing("restriction", with: "requirement") + #","when":{}"#),
            "rules[0].obligation"
        ),
        (
            document(
                good.replacing("restriction", with: "requirement")
                    + #","obligation":"offer-review","when":{}"#
            ),
            "rules[0].obligation"
        ),
        (
            document(patient.replacing("grant", with: "duty") + #","obligation":"legal-review","when":{}"#),
            "rules[0].obligation"
        ),
        (when(#""principal.roles":["billing"]"#), #"rules[0].when["principal.roles"]"#),
        (when(#""principal.role":["biling"]"#), #"rules[0].when["principal.role"][0]"#),
        (when(#""principal.role":["billing","patient"]"#), #"rules[0].when["principal.role"][1]"#),
        (when(#""principal.role":{"not":["parent"]}"#), #"rules[0].when["principal.role"].not[0]"#),
        (
            when(#""principal.role":["personal-representative"]"#),
            #"rules[0].when["principal.role"][0]"#
        ),
        (when(#""principal.role":"billing""#), #"rules[0].when["principal.role"]"#),
        (when(#""principal.role":[]"#), #"rules[0].when["principal.role"]"#),
        (when(#""principal.role":{"not":[]}"#), #"rules[0].when["principal.role"].not"#),
        (when(#""principal.role":{"nor":["billing"]}"#), #"rules[0].when["principal.role"].nor"#),
        (when(#""principal.role":["billing","billing"]"#), #"rules[0].when["principal.role"][1]"#),
        (when(#""principal.role":[1]"#), #"rules[0].when["principal.role"][0]"#),
        (when(#""principal.role":null"#), #"rules[0].when["principal.role"]"#),
        (when(#""note.released":true"#), #"rules[0].when["note.released"]"#),
        (when(#""note.compartment":["substanceUse"]"#), #"rules[0].when["note.compartment"][0]"#),
        (
            when(#""note.compartment":{"not":["general","psychotherapy","sud","sud-counseling"]}"#),
            #"rules[0].when["note.compartment"].not"#
        ),
        (when(#""note.kind":[""]"#), #"rules[0].when["note.kind"][0]"#),
        (
            when(#""note.kind":["intake",{"system":"loinc","code":"1-1"}]"#),
            #"rules[0].when["note.kind"][1]"#
        ),
        (
            when(#""note.kind":[{"system":"snomed","code":"1"}]"#),
            #"rules[0].when["note.kind"][0].system"#
        ),
        (when(#""principal.host_role":{"all":[]}"#), #"rules[0].when["principal.host_role"].all"#),
        (
            when(#""principal.host_role":{"all":[["a"],["b",""]]}"#),
            #"rules[0].when["principal.host_role"].all[1][1]"#
        ),
        (
            when(#""principal.host_role":{"all":[["a"]],"not":["b"]}"#),
            #"rules[0].when["principal.host_role"].not"#
        ),
        (when(#""principal.care_team":"yes""#), #"rules[0].when["principal.care_team"]"#),
        (when(#""note.label":[]"#), #"rules[0].when["note.label"]"#),
        (when(#""note.label":{"all":[["a"],["a","a"]]}"#), #"rules[0].when["note.label"].all[1][1]"#),
        (when(#""note.unit":{"all":[["a"]]}"#), #"rules[0].when["note.unit"].all"#),
        (when(#""request.hour":[8,24]"#), #"rules[0].when["request.hour"][1]"#),
        (when(#""request.hour":8"#), #"rules[0].when["request.hour"]"#),
        (when(#""subject.works_here":"no""#), #"rules[0].when["subject.works_here"]"#),
        (when(#""principal.id":[7]"#), #"rules[0].when["principal.id"][0]"#),
        (when(#""note.hours_old_under":0"#), #"rules[0].when["note.hours_old_under"]"#),
        (
            when(#""note.hours_old_at_least":72,"note.hours_old_under":72"#),
            #"rules[0].when["note.hours_old_under"]"#
        ),
        (when(#""portal.viewer":["parent"]"#), #"rules[0].when["portal.viewer"]"#),
        (
            document(
                patient.replacing("patient-grant", with: "portal-restriction")
                    + #","when":{"portal.viewer":["billing"]}"#
            ),
            #"rules[0].when["portal.viewer"][0]"#
        ),
        (
            document(
                patient.replacing("patient-grant", with: "portal-restriction")
                    + #","when":{"request.action":["read"]}"#
            ),
            #"rules[0].when["request.action"][0]"#
        ),
        (
            document(patient.replacing("patient-grant", with: "access-clock") + #","when":{}"#),
            "rules[0].obligation"
        ),
        (document("\(good),\"for_counsel\":\"no\",\"when\":{}"), "rules[0].for_counsel"),
        (#"{\#(head),"words":{"note.kind":["a"]},"rules":[]}"#, "words[\"note.kind\"]"),
        (#"{\#(head),"words":{"note.label":["a",""]},"rules":[]}"#, "words[\"note.label\"][1]"),
        (when(#""request.action":["sign"]"#), #"rules[0].when["request.action"][0]"#),
        (when(#""subject.age_at_least":"12""#), #"rules[0].when["subject.age_at_least"]"#),
        (when(#""subject.age_at_least":1000"#), #"rules[0].when["subject.age_at_least"]"#),
        (
            when(#""subject.age_at_least":18,"subject.age_under":12"#),
            #"rules[0].when["subject.age_under"]"#
        ),
        (
            document("\(patient),\"when\":{\"principal.role\":[\"billing\"]}"),
            #"rules[0].when["principal.role"]"#
        ),
        (
            document("\(patient),\"when\":{\"request.purpose\":[\"treatment\"]}"),
            #"rules[0].when["request.purpose"]"#
        ),
        (when(#""subject.age_under":0"#), #"rules[0].when["subject.age_under"]"#),
        (
            when(
                #""request.action":{"not":["read","browse","disclose","export","deidentify","record-directive","#
                    + #""confirm-directive","list-directives","revoke-directive","import","attest","enroll","register","update-person"]}"#
            ),
            #"rules[0].when["request.action"].not"#
        ),
        (
            document(patient.replacing("patient-grant", with: "parent-grant") + #","when":{}"#),
            "rules[0].because"
        ),
        (
            document(patient.replacing("patient-grant", with: "parent-restriction") + #","when":{}"#),
            "rules[0].because"
        ),
        (
            document(
                patient.replacing("patient-grant", with: "parent-grant")
                    .replacing(#""Practice policy 7""#, with: #"{"title":"House rule","place":"7"}"#)
                    + #","when":{}"#
            ),
            "rules[0].because"
        ),
        (document("\(good),\"when\":{},\"unless\":[]"), "rules[0].unless"),
        (document("\(good),\"when\":{},\"unless\":[{}]"), "rules[0].unless[0]"),
        (
            document(
                "\(good),\"when\":{},\"unless\":[{\"note.status\":[\"signed\"]},{\"note.status\":[\"final\"]}]"
            ),
            #"rules[0].unless[1]["note.status"][0]"#
        ),
    ]

    @Test("a document is refused as a whole, with the path of the first error", arguments: refusals)
    func refused(_ json: String, _ path: String) throws {
        let refusal = try #require(refusing(json), "\(json)")
        #expect(refusal.path == path, "\(refusal)")
        #expect(!refusal.message.isEmpty)
    }

    @Test("more than a policy takes is refused where it becomes too much")
    func capacity() throws {
        func document(_ count: Int, _ when: (Int) -> String) -> String {
            Self.document(
                rules: (0..<count).map { number in
                    Self.good.replacing(#""a""#, with: "\"r\(number)\"") + ",\"when\":{\(when(number))}"
                }
            )
        }
        #expect(refusing(document(512) { _ in "" }) == nil)
        #expect(refusing(document(513) { _ in "" })?.path == "rules[512]")
        let roles = document(257) { "\"principal.host_role\":[\"r\($0)\"]" }
        #expect(refusing(roles)?.path == "rules[256].when")
        #expect(refusing(document(256) { "\"principal.host_role\":[\"r\($0)\"]" }) == nil)
    }

    private static func document(rules: [String]) -> String {
        "{\(head),\"rules\":[\(rules.map { "{\($0)}" }.joined(separator: ","))]}"
    }

    @Test("a refused request names its path in the same notation")
    func requests() {
        func path(_ json: String) -> String? {
            do {
                _ = try JSONDecoder().decode(AccessRequest.self, from: Data(json.utf8))
                return nil
            } catch {
                return DecodingRefusal(error).path
            }
        }
        #expect(path(#"{"actor":{"role":"wizard"},"note":{}}"#) == "actor.role")
        #expect(path(#"{"actor":{},"note":{},"overlays":[{"effect":"maybe"}]}"#) == "overlays[0].effect")
        #expect(
            path(#"{"actor":{},"note":{},"authorization":{"purposes":["x"]}}"#) == "authorization.purposes[0]"
        )
        #expect(path(#"{"note":{}}"#) == "actor")
        #expect(
            DecodingRefusal.path([FactKey("a b"), FactKey("c\"d"), FactKey(index: 3)])
                == #"["a b"]["c\"d"][3]"#
        )
    }
}
