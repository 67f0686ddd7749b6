import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@Suite("Residuals for the store")
struct ResidualTests {
    private static let statuses = NoteStatus.allCases

    private static func place(_ compartment: Compartment, _ status: NoteStatus) -> (Axis) -> Int? {
        { axis in axis == .compartment ? compartment.ordinal : axis == .status ? status.ordinal : nil }
    }

    @Test(
        "What is certain is permitted, and what is not possible is not, whatever else the note turns out to be"
    )
    func sound() throws {
        let policy = Policy.everyJurisdiction
        var certain = 0
        var excluded = 0
        for vector in try DecisionVector.own.get() {
            var asked = vector.request
            asked.note.compartment = .unknown
            asked.note.status = .unknown
            let residual = policy.residual(asked)
            for compartment in Compartment.allCases {
                for status in Self.statuses {
                    var one = vector.request
                    one.note.compartment = .known(compartment)
                    one.note.status = .known(status)
                    let isPermitted = policy.decide(one).effect == .permit
                    let place = Self.place(compartment, status)
                    if residual.certain.selects(place) == true {
                        certain += 1
                        #expect(isPermitted, "\(vector.id) \(compartment) \(status)")
                    }
                    if residual.possible.selects(place) != true {
                        excluded += 1
                        #expect(!isPermitted, "\(vector.id) \(compartment) \(status)")
                    }
                }
            }
        }
        #expect(certain > 100)
        #expect(excluded > 100)
    }

    @Test("A list of the notes that nothing is known of is sound too")
    func hidden() throws {
        let policy = Policy.everyJurisdiction
        for vector in try DecisionVector.own.get() {
            var asked = vector.request
            asked.note = NoteFacts(
                organization: vector.request.note.organization,
                originators: .unknown,
                compartment: .unknown,
                status: .unknown,
                correctionalHolder: .unknown,
                authorUnavailable: .unknown,
                usedForDecisions: .unknown,
                separated: .unknown,
                excludedContentOnly: .unknown,
                subjects: .unknown,
                segmentable: .unknown,
                holder: .unknown,
                receivedUnder: .unknown,
                sharing: .unknown,
                sharingSetBy: .unknown,
                holds: .unknown,
                restrictions: .unknown,
                createdAt: .unknown
            )
            let residual = policy.residual(asked)
            guard case .known(let compartment) = vector.request.note.compartment,
                case .known(let status) = vector.request.note.status
            else { continue }
            let place = Self.place(compartment, status)
            let isPermitted = policy.decide(vector.request).effect == .permit
            #expect(residual.certain.selects(place) != true || isPermitted, "\(vector.id)")
            #expect(!isPermitted || residual.possible.selects(place) == true, "\(vector.id)")
        }
    }

    @Test("For billing no compartment but the general record is ever scanned")
    func billing() {
        var asked = SampleRequest.request(
            SampleRequest.staff(SampleRequest.colleague, .billing),
            .read,
            .payment
        )
        asked.note.compartment = .unknown
        asked.note.status = .unknown
        let possible = Policy.unitedStates.residual(asked).possible
        for status in Self.statuses {
            #expect(possible.selects(Self.place(.psychotherapy, status)) == false)
            #expect(possible.selects(Self.place(.substanceUseCounseling, status)) == false)
        }
        #expect(possible.selects(Self.place(.general, .signed)) == true)
        #expect(possible.selects(Self.place(.general, .draft)) == false)
    }
}
