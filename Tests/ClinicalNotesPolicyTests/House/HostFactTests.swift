import ClinicalNotesModel
import Foundation
import Testing

@testable import ClinicalNotesPolicy

@Suite("House rules about what only the host knows")
struct HostFactTests {
    private static let kim = SampleRequest.kim

    /// A request with every fact of the host's own known: nothing special.
    private static func plain(_ change: (inout AccessRequest) -> Void = { _ in }) -> AccessRequest {
        var request = SampleRequest.request()
        request.principal.units = .known([])
        request.note.labels = .known([])
        request.note.unit = .known(nil)
        request.hour = .known(12)
        request.location = .known(nil)
        request.ofPatient { patient in
            patient.labels = .known([])
            patient.worksHere = .known(false)
        }
        change(&request)
        return request
    }

    /// One rule that closes something, what it closes, and what closes it for want of a fact.
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let policy: Policy
        let closed: AccessRequest
        let unknown: AccessRequest
        let fact: String

        init(
            _ description: String,
            @HouseConditionBuilder<ThirdPartyScope> when: () -> HouseConditions<ThirdPartyScope>,
            closes: (inout AccessRequest) -> Void,
            unknown: (inout AccessRequest) -> Void,
            fact: () -> String
        ) {
            self.description = description
            policy = .unitedStates.adding {
                ThirdPartyRestriction("Closed.", because: "Practice policy 9", when: when)
            }
            closed = HostFactTests.plain(closes)
            self.unknown = HostFactTests.plain(unknown)
            self.fact = fact()
        }
    }

    static let cases = [
        Case(
            "a label on the note"
        ) {
            Note.label == "investigation"
        } closes: {
            $0.note.labels = .known(["investigation", "teaching"])
        } unknown: {
            $0.note.labels = .unknown
        } fact: {
            "note.label"
        },
        Case(
            "a label on the person"
        ) {
            Subject.label == "vip"
        } closes: {
            $0.ofPatient { $0.labels = .known(["vip"]) }
        } unknown: {
            $0.ofPatient { $0.labels = .unknown }
        } fact: {
            "subject.label"
        },
        Case(
            "two named persons"
        ) {
            Principal.isOne(of: SampleRequest.colleague)
            Subject.isOne(of: kim)
        } closes: { _ in
        } unknown: {
            $0.principal.id = .unknown
        } fact: {
            "principal.id"
        },
        Case(
            "a patient who works here"
        ) {
            Subject.worksHere
        } closes: {
            $0.ofPatient { $0.worksHere = .known(true) }
        } unknown: {
            $0.ofPatient { $0.worksHere = .unknown }
        } fact: {
            "subject.works_here"
        },
        Case(
            "another unit"
        ) {
            Note.unit == "ward-3"
            Principal.unit != "ward-3"
        } closes: {
            $0.note.unit = .known("ward-3")
        } unknown: {
            $0.note.unit = .known("ward-3")
            $0.principal.units = .unknown
        } fact: {
            "principal.unit"
        },
        Case(
            "whoever is of another unit"
        ) {
            !Principal.isOfNotesUnit
        } closes: {
            $0.note.unit = .known("ward-3")
            $0.principal.units = .known(["ward-4"])
        } unknown: {
            $0.note.unit = .unknown
        } fact: {
            "principal.of_notes_unit"
        },
        Case(
            "away from the premises"
        ) {
            Request.location.isIn("remote", "street")
        } closes: {
            $0.location = .known("remote")
        } unknown: {
            $0.location = .unknown
        } fact: {
            "request.location"
        },
        Case(
            "out of hours"
        ) {
            !Request.hour.isIn(8..<18)
        } closes: {
            $0.hour = .known(18)
        } unknown: {
            $0.hour = .unknown
        } fact: {
            "request.hour"
        },
    ]

    @Test("what is named closes, and what is unknown lets nobody in", arguments: cases)
    func closes(_ item: Case) {
        #expect(item.policy.decide(item.closed).effect == .deny)
        #expect(item.policy.decide(item.closed).rules.contains(RuleID("house.closed")))
        let unknown = item.policy.decide(item.unknown)
        #expect(unknown.effect == .undetermined)
        #expect(unknown.unknown.map(\.description).contains(item.fact))
        #expect(Policy.unitedStates.decide(item.closed).effect == .permit)
        guard item.fact != "principal.id" else { return }
        #expect(item.policy.decide(Self.plain()).effect == .permit)
    }

    @Test("what law compels goes out, whatever the labels, and counsel looks at it")
    func compelled() {
        let policy = Policy.unitedStates.adding {
            ThirdPartyRestriction("Sealed.", because: "Practice policy 9") { Note.label == "sealed" }
        }
        var request = Self.plain { $0.note.labels = .known(["sealed"]) }
        request.action = .known(.disclose)
        request.purpose = .known(.hhsCompliance)
        request.principal = SampleRequest.staff(SampleRequest.colleague, .hhs)
        request.legal = .known(
            LegalFacts(
                instrument: .known(.hhsDemand),
                expresslyCovers: .known(true),
                mandatory: .known(true),
                assurance: .known(.none)
            )
        )
        #expect(Policy.unitedStates.decide(request).effect == .permit)
        #expect(policy.decide(request).effect == .permit)
    }

    @Test("a delay of the portal by kind ends by itself, and never touches a request for access")
    func delay() {
        let policy = Policy.unitedStates.adding {
            PortalRestriction("Test reports appear after three days.", because: "Practice policy 3") {
                Note.kind == .psychologicalTesting
                Note.isUnder(hoursOld: 72)
            }
        }
        func request(_ action: NoteAction, hours: Int?, _ kind: NoteKind = .psychologicalTesting)
            -> AccessRequest
        {
            var note = SampleRequest.note()
            note.kind = .known(kind)
            note.sharing = .known(.released)
            note.createdAt = hours.map { Fact.known(SampleRequest.now + .seconds(-3600 * $0)) } ?? .unknown
            return SampleRequest.request(SampleRequest.patient(Self.kim), action, .patientRequest, note)
        }
        #expect(policy.decide(request(.browse, hours: 71)).effect == .deny)
        #expect(policy.decide(request(.browse, hours: 71)).told == .concealed)
        #expect(policy.decide(request(.browse, hours: 72)).effect == .permit)
        #expect(policy.decide(request(.browse, hours: 1, .intake)).effect == .permit)
        #expect(policy.decide(request(.browse, hours: -5)).effect == .deny)
        #expect(policy.decide(request(.browse, hours: nil)).effect == .undetermined)
        #expect(policy.decide(request(.browse, hours: nil)).unknown.map(\.description) == ["note.hours_old"])
        for action in [NoteAction.read, .export] {
            for hours in [71, nil] {
                let asked = request(action, hours: hours)
                #expect(policy.decide(asked).effect == .permit)
                #expect(policy.decide(asked).obligations == Policy.unitedStates.decide(asked).obligations)
            }
        }
    }

    @Test("a parent's portal ends at an age, the request for access does not, nor the patient's own portal")
    func ends() {
        let policy = Policy.unitedStates.adding {
            PortalRestriction("A parent's portal ends at thirteen.", because: "Practice policy 6") {
                Portal.viewer == .parent
                Subject.isAtLeast(13)
            }
        }
        func request(_ action: NoteAction, age: Int) -> AccessRequest {
            var note = SampleRequest.note()
            note.sharing = .known(.released)
            var parent = SampleRequest.patient(SampleRequest.lou)
            parent.role = .known(.parent)
            parent.represents = .known([Self.kim])
            var request = SampleRequest.request(parent, action, .patientRequest, note)
            request.ofPatient { patient in
                patient.age = .known(age)
                patient.minor = .known(
                    MinorFacts(
                        serviceConsent: .known(.parental),
                        confidentialityAgreement: .known(false),
                        requestedParentAsRepresentative: .known(false),
                        stateParentAccess: .known(.silent)
                    )
                )
            }
            return request
        }
        #expect(policy.decide(request(.browse, age: 12)).effect == .permit)
        #expect(policy.decide(request(.browse, age: 13)).effect == .deny)
        #expect(policy.decide(request(.browse, age: 13)).rules.first == RuleID("house.portal"))
        #expect(policy.decide(request(.read, age: 13)).effect == .permit)
        var own = request(.browse, age: 13)
        own.principal = SampleRequest.patient(Self.kim)
        #expect(policy.decide(own).effect == Policy.unitedStates.decide(own).effect)
    }

    @Test("people in a document are those in a request, by name and by identifier")
    func named() throws {
        let hex = SampleRequest.colleague.description
        let rules = try JSONDecoder().decode(
            HouseRules.self,
            from: Data(
                #"""
                {"version":1,"name":"practice","rules_version":"1","rules":[{"id":"practice.former-spouse",
                "kind":"restriction","sentence":"Not the former spouse.","because":"Practice policy 8",
                "when":{"principal.id":["dr-lane","\#(hex)"],"subject.id":["kim"]}}]}
                """#.utf8
            )
        )
        let policy = Policy.unitedStates.adding(rules)
        func rule(_ actor: String, _ patient: String) throws -> Truth {
            let request = try JSONDecoder().decode(
                AccessRequest.self,
                from: Data(
                    #"""
                    {"jurisdiction":"US","action":"read","purpose":"treatment","actor":{"id":"\#(actor)",
                    "role":"treating-clinician"},"note":{},"patient":{"id":"\#(patient)"}}
                    """#.utf8
                )
            )
            return policy.decide(request).houseTruth(of: rules.rules[0], request)
        }
        #expect(try rule("dr-lane", "kim") == .yes)
        #expect(try rule(hex, "kim") == .yes)
        #expect(try rule("dr-lane", "lou") == .no)
        #expect(try rule("dr-other", "kim") == .no)
        #expect(try JSONDecoder().decode(HouseRules.self, from: JSONEncoder().encode(rules)) == rules)
    }

    @Test("a word that one rule alone uses is a warning, until another rule, the document or a note uses it")
    func warnings() throws {
        func rule(_ name: String, _ label: HostWord) -> ThirdPartyRestriction {
            ThirdPartyRestriction("Closed.", because: "9") { Note.label == label }.named(name)
        }
        let policy = Policy.unitedStates.adding {
            rule("house.one", "vip"); rule("house.two", "vip"); rule("house.three", "vipp")
        }
        let warnings = policy.warnings()
        #expect(warnings.map(\.rule) == [RuleID("house.three")])
        #expect(warnings.map(\.code) == [.unusedWord])
        #expect(warnings.first?.description.contains("\"vipp\" as note.label") == true)
        var used = HostWords()
        used.personLabels = ["vipp"]
        #expect(policy.warnings(usedByNotes: used).count == 1)
        used.noteLabels = ["vipp"]
        #expect(policy.warnings(usedByNotes: used).isEmpty)
        let declared = HouseRules("declared", version: "1", words: used) {}
        #expect(policy.adding(declared).warnings().isEmpty)
        #expect(policy.adding(declared).version != policy.version)
        let again = try JSONDecoder().decode(HouseRules.self, from: JSONEncoder().encode(declared))
        #expect(again == declared)
    }

    @Test("labels, hours and places decide alike with a hundred rules, in the diagram as in the engine")
    func many() throws {
        let policy = Policy.unitedStates.adding {
            for number in 0..<100 {
                ThirdPartyRestriction("Rule \(number).", because: "x") {
                    Note.label == HostWord("label-\(number)")
                    Principal.unit != HostWord("unit-\(number % 10)")
                    !Request.hour.isIn(8..<18)
                }
            }
        }
        #expect(policy.warnings().count == 100)
        let request = Self.plain {
            $0.note.labels = .known(["label-42", "other"])
            $0.principal.units = .known(["unit-3"])
            $0.hour = .known(20)
        }
        #expect(policy.decide(request).rules.contains(RuleID("house.rule-42")))
        var member = request
        member.principal.units = .known(["unit-2", "unit-3"])
        #expect(policy.decide(member).effect == .permit)
    }
}
