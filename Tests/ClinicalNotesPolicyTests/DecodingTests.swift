import ClinicalNotesModel
import ClinicalNotesPolicy
import Foundation
import Testing

@Suite("Requests in JSON")
struct DecodingTests {
    private func path(_ json: String) -> String? {
        do {
            _ = try JSONDecoder().decode(AccessRequest.self, from: Data(json.utf8))
            return nil
        } catch let error as DecodingError {
            let context: DecodingError.Context
            switch error {
            case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found):
                context = found
            case .keyNotFound(let key, let found):
                return (found.codingPath + [key]).map(\.stringValue).joined(separator: ".")
            @unknown default: return "?"
            }
            return context.codingPath.map(\.stringValue).joined(separator: ".")
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "What cannot be read is refused with its path",
        arguments: [
            (#"{"actor":{},"note":{},"action":"peek"}"#, "action"),
            (#"{"actor":{"role":"wizard"},"note":{}}"#, "actor.role"),
            (#"{"actor":{},"note":{"compartment":"secret"}}"#, "note.compartment"),
            (#"{"actor":{},"note":{"status":null}}"#, "note.status"),
            (#"{"actor":{},"note":{},"time":"yesterday"}"#, "time"),
            (#"{"actor":{},"note":{},"time":"2026-02-30T00:00:00Z"}"#, "time"),
            (#"{"actor":{},"note":{"hold":{"reason":"mood"}}}"#, "note.hold.reason"),
            (#"{"actor":{},"note":{},"authorization":{"covers":["all"]}}"#, "authorization.covers"),
            (#"{"actor":{},"note":{},"authorization":{"expires":"soon"}}"#, "authorization.expires"),
            (#"{"actor":{},"note":{},"legal":{"instrument":"wand"}}"#, "legal.instrument"),
            (
                #"{"actor":{},"note":{},"authorization":{"compound_with":"tea"}}"#,
                "authorization.compound_with"
            ),
            (#"{"actor":{},"note":{"sharing":"perhaps"}}"#, "note.sharing"),
            (#"{"note":{}}"#, "actor"),
            (#"{"actor":{},"note":{},"purpos":"treatment"}"#, "purpos"),
            (#"{"actor":{"rolle":"patient"},"note":{}}"#, "actor.rolle"),
            (#"{"actor":{},"note":{"hold":{"expired":null}}}"#, "note.hold.expired"),
            (
                #"{"actor":{},"note":{"restrictions":[{},{"block_roles":[]}]}}"#,
                "note.restrictions.Index 1.block_roles"
            ),
            (#"{"actor":{},"note":{},"patient":{"minor":{"consent":"parental"}}}"#, "patient.minor.consent"),
            (#"{"actor":{},"note":{},"authorization":{"cover":[]}}"#, "authorization.cover"),
            (#"{"actor":{},"note":{},"legal":{"compels":true}}"#, "legal.compels"),
            (#"{"actor":{},"note":{"hold":{},"holds":[]}}"#, "note.hold"),
            (#"{"actor":{},"note":{"hold":null,"holds":[]}}"#, "note.hold"),
            (#"{"actor":{},"note":{},"authorization":{},"directives":[]}"#, "authorization"),
            (#"{"actor":{},"note":{},"authorization":null,"directives":[]}"#, "authorization"),
            (#"{"actor":{"host_role":["nurse"]},"note":{}}"#, "actor.host_role"),
            (#"{"actor":{},"note":{},"action":"enroll","paper":{"kind":"napkin"}}"#, "paper.kind"),
            (#"{"actor":{},"note":{},"paper":{"gains":true}}"#, "paper.gains"),
            (#"{"actor":{},"note":{},"authorization":{"unconfirmed":null}}"#, "authorization.unconfirmed"),
        ]
    )
    func refusals(_ json: String, _ expected: String) {
        #expect(path(json) == expected)
    }

    @Test("An absent key is unknown; null is known to be none")
    func absence() throws {
        let request = try JSONDecoder().decode(
            AccessRequest.self,
            from: Data(#"{"actor":{"organisation":null},"note":{"hold":null},"legal":null}"#.utf8)
        )
        #expect(request.principal.organization == .known(nil))
        #expect(request.principal.id == .unknown)
        #expect(request.note.holds == .known([]))
        #expect(request.legal == .known(nil))
        #expect(request.threat == .unknown)
        #expect(request.directives == .unknown)
    }

    @Test(
        "A paper is none where the action is about none, and unknown where it is about one",
        arguments: [
            (#""action":"read""#, .known(nil)), (#""action":"list-directives""#, .unknown),
            (#""action":"list-directives","paper":null"#, .known(nil)),
            (#""time":"2026-03-02T15:00:00Z""#, .unknown),
            (
                #""action":"confirm-directive","paper":{"kind":"legal-process","benefits":false}"#,
                .known(
                    PaperFacts(kind: .known(.legalProcess), benefits: .known(false), filedBySelf: .unknown)
                )
            ),
            (
                #""action":"enroll","paper":{"kind":null,"benefits":true,"filed_by_self":true}"#,
                .known(PaperFacts(benefits: .known(true), filedBySelf: .known(true)))
            ),
        ] as [(String, Fact<PaperFacts?>)]
    )
    func papers(_ json: String, _ expected: Fact<PaperFacts?>) throws {
        let request = try JSONDecoder().decode(
            AccessRequest.self,
            from: Data(#"{"actor":{},"note":{},\#(json)}"#.utf8)
        )
        #expect(request.paper == expected)
    }

    @Test("A document waits only where it says so")
    func unconfirmed() throws {
        let json = #"{"actor":{},"note":{},"directives":[{},{"unconfirmed":false},{"unconfirmed":true}]}"#
        let request = try JSONDecoder().decode(AccessRequest.self, from: Data(json.utf8))
        #expect(
            request.directives.value?.map(\.unconfirmed) == [.known(false), .known(false), .known(true)]
        )
    }

    @Test("Roles of the host's own are read")
    func hostRoles() throws {
        let request = try JSONDecoder().decode(
            AccessRequest.self,
            from: Data(#"{"actor":{"host_roles":["nurse","agency"]},"note":{}}"#.utf8)
        )
        #expect(request.principal.hostRoles == .known(["nurse", "agency"]))
    }

    @Test("Words of the host's own are read: absent is unknown, null is none")
    func hostWords() throws {
        let json = #"""
            {"actor":{"units":["ward-3"]},"note":{"labels":[],"unit":null},"patient":{"labels":["vip"],"works_here":true},
            "hour":23,"location":"remote"}
            """#
        let request = try JSONDecoder().decode(AccessRequest.self, from: Data(json.utf8))
        #expect(request.principal.units == .known(["ward-3"]))
        #expect(request.note.labels == .known([]) && request.note.unit == .known(nil))
        #expect(request.hour == .known(23) && request.location == .known("remote"))
        let patient = try #require(request.patient.value.flatMap { $0 })
        #expect(patient.labels == .known(["vip"]) && patient.worksHere == .known(true))
        let empty = try JSONDecoder().decode(AccessRequest.self, from: Data(#"{"actor":{},"note":{}}"#.utf8))
        #expect(empty.note.labels == .unknown && empty.note.unit == .unknown && empty.hour == .unknown)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(
                AccessRequest.self,
                from: Data(#"{"actor":{},"note":{},"hour":24}"#.utf8)
            )
        }
    }

    @Test("A word that says that there is none is known to be none")
    func noneSpelled() throws {
        let json = #"""
            {"actor":{},"note":{"restrictions":[{"terminated":"no"},{"terminated":"by-patient"}],
            "hold":{"whole_note":false}},"legal":{"instrument":"none"},"authorization":{"compound_with":"none"}}
            """#
        let request = try JSONDecoder().decode(AccessRequest.self, from: Data(json.utf8))
        #expect(request.note.restrictions.value?.map(\.termination) == [.known(nil), .known(.byPatient)])
        #expect(request.note.holds.value?.map(\.scope) == [.known(nil)])
        #expect(request.legal.value??.instrument == .known(nil))
        #expect(request.directives.value?.map(\.compoundWith) == [.known([])])
    }

    @Test(
        "What the portal shows is one fact",
        arguments: [
            (#""sharing":"released""#, .known(.released)),
            (#""sharing":"withheld","release_at":"2026-03-02T15:00:00Z""#, .known(.withheld)),
            (
                #""sharing":"delayed","release_at":"2026-03-02T15:00:00Z""#,
                .known(.scheduled(Instant(milliseconds: 1_772_463_600_000)))
            ),
            (#""sharing":"delayed","release_at":null"#, .known(.withheld)),
            (#""sharing":"delayed""#, .unknown),
            (#""release_at":"2026-03-02T15:00:00Z""#, .unknown),
        ] as [(String, Fact<Release.State>)]
    )
    func shown(_ json: String, _ expected: Fact<Release.State>) throws {
        let request = try JSONDecoder().decode(
            AccessRequest.self,
            from: Data(#"{"actor":{},"note":{\#(json)}}"#.utf8)
        )
        #expect(request.note.sharing == expected)
    }

    @Test("The same name is the same identifier, and another name another")
    func names() throws {
        let request = try JSONDecoder().decode(
            AccessRequest.self,
            from: Data(#"{"actor":{"id":"a"},"note":{"originators":["a","b"]}}"#.utf8)
        )
        let authors = try #require(request.note.originators.value)
        #expect(request.principal.id == .known(authors[0]))
        #expect(authors[0] != authors[1])
    }

    @Test(
        "Times are read exactly",
        arguments: [
            ("1970-01-01T00:00:00Z", Int64(0)), ("2000-02-29T12:00:00.250Z", 951_825_600_250),
            ("2026-03-02T15:00:00+01:30", 1_772_458_200_000), ("2100-03-01T00:00:00Z", 4_107_542_400_000),
        ]
    )
    func times(_ text: String, _ milliseconds: Int64) throws {
        let request = try JSONDecoder().decode(
            AccessRequest.self,
            from: Data(#"{"actor":{},"note":{},"time":"\#(text)"}"#.utf8)
        )
        #expect(request.time == .known(Instant(milliseconds: milliseconds)))
    }
}
