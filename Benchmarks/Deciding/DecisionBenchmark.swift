internal import BenchmarkMeasuring
internal import ClinicalNotesLawProof
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// Deciding and explaining from typed facts, by the law of the United States.
enum DecisionBenchmark {
    /// Measures and prints.
    ///
    /// - Parameters:
    ///   - stopwatch: What times.
    ///   - yardstick: Nanoseconds that twelve rules as bare masks took on this machine, if that was measured.
    static func run(with stopwatch: Stopwatch, yardstick: Double?) {
        let policy = Policy.unitedStates
        let everyday = requests()
        let plain = median(of: everyday, stopwatch) { request in
            keep(policy.decide(request).explanation(for: .asker).sentences)
        }
        print(Line.limit("decide + explain, p50", plain, goal: .nanoseconds(1_000)))
        if let yardstick {
            let times = Line.rounded(plain / .nanoseconds(1) / yardstick)
            print(
                "  \(times) times of 12 rules as bare masks (\(Line.rounded(yardstick)) ns), "
                    + "for all \(policy.rules.count) rules of the law"
            )
        }
        let housed = policy.adding(HouseRuleSample.mixed(100))
        let ruled = median(of: everyday, stopwatch) { request in
            keep(housed.decide(request).explanation(for: .asker).sentences)
        }
        print(
            Line.limit(
                "decide + explain, with \(HouseRuleSample.mixed(100).rules.count) house rules of all kinds, p50",
                ruled,
                goal: .nanoseconds(1_000)
            )
        )
        let counted = everyday.flatMap { request in
            [policy, housed].map { policy in Allocations.perCall { _ = policy.decide(request) } }
        }
        let explained = everyday.map { request in
            Allocations.perCall { keep(policy.decide(request).explanation(for: .asker).sentences) }
        }
        let control = Allocations.perCall { keep([UInt8](repeating: 1, count: 64)) }
        print(
            "decide: \(Line.rounded(counted.max() ?? 0)) allocations a call at the most "
                + "(goal 0: \(counted.allSatisfy { $0 == 0 } ? "reached" : "not reached"); "
                + "the control, one array: \(Line.rounded(control)))"
        )
        print("  with the explanation, whose sentences are arrays: \(Line.rounded(explained.max() ?? 0))")
        let audited = median(of: everyday, stopwatch) { request in
            let told = policy.decide(request).explanation(for: .auditor)
            keep(told.sentences)
            keep(told.rules)
            keep(told.citations)
        }
        print(Line.report("decide + explain to an auditor, with rules and citations, p50", audited))
        let lists = everyday.map(listing)
        let residual = median(of: lists, stopwatch) { request in keep(policy.residual(request)) }
        print(Line.limit("residual for a list of a compartment, p50", residual, goal: .microseconds(5)))
        printProof(of: policy, "the built-in law")
        printProof(of: housed, "the law with the house rules")
    }

    private static func printProof(of policy: Policy, _ name: String) {
        let begun = ProcessorTime.ofThread
        let proof = try? policy.verify()
        let spent = ProcessorTime.ofThread - begun
        precondition(proof != nil, "the law is proven")
        print(Line.limit("proof of \(name)", spent, goal: .seconds(1)))
    }

    /// The same question about every note of the chart that is in the same compartment.
    private static func listing(_ request: AccessRequest) -> AccessRequest {
        var request = request
        let own = request.note
        request.note = NoteFacts(
            organization: own.organization,
            originators: .unknown,
            compartment: own.compartment,
            status: .unknown,
            separated: own.separated,
            subjects: .unknown,
            segmentable: .unknown,
            holder: .unknown,
            sharing: .unknown,
            sharingSetBy: .unknown,
            holds: .unknown,
            restrictions: .unknown,
            createdAt: .unknown
        )
        return request
    }

    private static func median(
        of requests: [AccessRequest],
        _ stopwatch: Stopwatch,
        _ work: (AccessRequest) -> Void
    ) -> Duration {
        // Of some rounds the one in which the machine was least disturbed.
        let rounds = (0..<3).map { _ in
            requests.map { request in stopwatch.measure { work(request) } }.median
        }
        return rounds.min() ?? .zero
    }

    /// What a practice asks on an ordinary day: each of five readers for each of two notes.
    private static func requests() -> [AccessRequest] {
        let practice = OrganizationID(number(1))
        let author = PrincipalID(number(2))
        let patient = PatientID(number(3))
        let readers: [(PrincipalID, PrincipalRole, PurposeOfUse, NoteAction)] = [
            (author, .originator, .treatment, .read),
            (PrincipalID(number(4)), .treatingClinician, .treatment, .read),
            (PrincipalID(number(5)), .otherClinicianSameOrg, .treatment, .read),
            (PrincipalID(number(6)), .billing, .payment, .read),
            (PrincipalID(number(3)), .patient, .patientRequest, .browse),
        ]
        return [Compartment.general, .psychotherapy].flatMap { compartment in
            readers.map { id, role, purpose, action in
                AccessRequest(
                    time: .known(Instant(milliseconds: 1_772_463_600_000)),
                    jurisdiction: .known(.unitedStates),
                    action: .known(action),
                    purpose: .known(purpose),
                    principal: PrincipalFacts(
                        id: .known(id),
                        role: .known(role),
                        organization: .known(role == .patient ? nil : practice),
                        careTeam: .known(role == .originator || role == .treatingClinician),
                        verified: .known(true),
                        hostRoles: .known(role == .patient ? [] : ["ward-2", "night-shift"])
                    ),
                    note: note(compartment, of: patient, by: author, at: practice),
                    patient: .known(
                        PatientFacts(
                            id: .known(patient),
                            age: .known(35),
                            alive: .known(true),
                            minor: .known(nil)
                        )
                    ),
                    directives: .known([])
                )
            }
        }
    }

    private static func note(
        _ compartment: Compartment,
        of patient: PatientID,
        by author: PrincipalID,
        at practice: OrganizationID
    ) -> NoteFacts {
        NoteFacts(
            organization: .known(practice),
            originators: .known([author]),
            kind: .known(NoteKind(local: "kind-7")),
            compartment: .known(compartment),
            status: .known(.signed),
            separated: .known(compartment == .psychotherapy),
            subjects: .known([patient]),
            segmentable: .known(true),
            referencesOther: .known(.none),
            compiledForProceeding: .known(false),
            hipaaPsychotherapy: .known(false),
            holder: .known(.originatingEntity),
            sharing: .known(.released),
            sharingSetBy: .known(.originator),
            holds: .known([]),
            restrictions: .known([]),
            createdAt: .known(Instant(milliseconds: 1_771_581_600_000))
        )
    }

    private static func number(_ low: UInt64) -> Bytes16 { Bytes16(high: 0, low: low) }
}
