import ClinicalNotesCrypto
import ClinicalNotesPolicy

@testable import ClinicalNotes
@testable import ClinicalNotesModel

extension RecordSamples {
    static let headers: [NoteHeader] = [
        header(
            .psychotherapy,
            .psychotherapyIndividual,
            "clinical-notes.psychotherapy",
            .amended,
            full: true
        ),
        header(
            .general,
            NoteKind(local: "intake-form", display: "Intake form"),
            "intake",
            .draft,
            full: false
        ),
    ]

    /// Headers that tell of a withdrawal by a code, and of a refiling.
    static let headersOfErrors: [(name: String, header: NoteHeader)] = {
        var duplicate = headers[0]
        duplicate.status = .enteredInError
        duplicate.withdrawal = NoteWithdrawal(.other("scanned-twice"))
        var misfiled = headers[1]
        misfiled.status = .enteredInError
        misfiled.withdrawal = NoteWithdrawal(.wrongPatient, refiled: other)
        var refiled = headers[1]
        refiled.refiling = NoteRefiling(
            from: other,
            by: representative,
            at: noon,
            originals: [
                NoteRefiling.Original(
                    revision: 2,
                    manifestHash: digest(4),
                    locator: RecordID(id(0x36)),
                    hash: digest(5),
                    cosignatures: headers[0].cosignatures
                )
            ]
        )
        return [
            ("header of a duplicate", duplicate), ("header of what was refiled", misfiled),
            ("header of a refiled note", refiled),
        ]
    }()

    private static func header(
        _ compartment: Compartment,
        _ kind: NoteKind,
        _ template: String,
        _ status: NoteStatus,
        full: Bool
    ) -> NoteHeader {
        NoteHeader(
            compartment: compartment,
            kind: kind,
            template: template,
            templateVersion: 1,
            status: status,
            originators: [therapist],
            organization: organization,
            subjects: full ? [ana, ben] : [ana],
            parts: full ? NotePart.parts(for: [ana, ben]) : [.everyone],
            referencesOther: full ? .nonProvider : nil,
            compiledForProceeding: false,
            byMentalHealthProfessional: full ? true : nil,
            created: noon,
            period: before..<noon,
            relation: full ? .annotation(of: other) : nil,
            addenda: full ? [other] : [],
            releases: full ? releases : [],
            holds: full ? holds : [],
            revision: full ? 3 : 1,
            manifestHash: digest(1),
            frameHash: digest(2),
            keyGeneration: 2,
            history: full
                ? [
                    NoteHeader.PastRevision(
                        revision: 2,
                        locator: RecordID(id(0x33)),
                        frameHash: digest(3),
                        manifestHash: digest(4)
                    )
                ] : [],
            cosignatures: full
                ? [
                    NoteHeader.Cosignature(
                        principal: representative,
                        revision: 2,
                        at: noon,
                        key: KeyID(id(0x51)),
                        signature: [UInt8](repeating: 0x52, count: 64)
                    )
                ] : [],
            identifiers: full ? [PersonIdentifier(system: "urn:example:note", value: "n-1")] : [],
            attestedAuthors: full ? ["Practitioner/7"] : [],
            origin: full ? ImportOrigin(by: representative, at: noon, source: "urn:elsewhere") : nil,
            external: full ? foreignState : nil,
            confirmations: full ? [AuthorshipClaim(author: therapist, by: representative)] : [],
            claims: full ? [AuthorshipClaim(author: representative, by: representative)] : [],
            usedForDecision: full,
            received: full
                ? ReceivedRecord(as: .lawfulHolder, under: .tpoConsent, authorUnavailable: true) : nil,
            labels: full ? labels : .none,
            amendmentRequests: full ? [RecordID(id(0x34))] : [],
            attachments: full ? [RecordID(id(0x35))] : []
        )
    }

    static func enrollments() throws -> [(String, Enrollment)] {
        let keyring = try Keyring.generate(for: therapist, entropy: .counting(from: 60))
        return [
            (
                "enrolment",
                Enrollment(
                    affiliation: Enrollment.Affiliation(
                        role: .treatingClinician,
                        organization: organization,
                        training: .own,
                        part2Program: true,
                        coveredEntity: true
                    ),
                    keys: keyring.publicKeys,
                    since: noon,
                    ended: noon,
                    registrar: representative,
                    filing: .confirmed(Confirmation(by: therapist, at: noon, alone: true)),
                    brought: keyring.publicKeys,
                    certificate: [UInt8](repeating: 0x61, count: 196)
                )
            ),
            (
                "enrolment without keys",
                Enrollment(
                    affiliation: Enrollment.Affiliation(role: .patient),
                    keys: nil,
                    since: before,
                    ended: nil,
                    registrar: nil,
                    certificate: nil
                )
            ),
        ]
    }

    static func aggregates() throws -> [(String, OwnerAggregate)] {
        let fresh = OwnerAggregate(fresh: .counting(from: 61))
        var full = fresh
        full.nextGeneration = 3
        full.slotCount = 32
        full.slots = [
            SlotUse(index: 0, scope: .header, reader: nil, granter: nil, notBefore: noon, directive: nil),
            SlotUse(
                index: 1,
                scope: .generation(.general, 1),
                reader: nil,
                granter: nil,
                notBefore: noon,
                directive: nil
            ),
            SlotUse(
                index: 3,
                scope: .generation(.psychotherapy, 2),
                reader: therapist,
                granter: therapist,
                notBefore: noon,
                directive: nil
            ),
            SlotUse(
                index: 4,
                scope: .note(.psychotherapy, note.record),
                reader: .patient(ana),
                granter: therapist,
                notBefore: before,
                directive: DirectiveID(id(0x41))
            ),
        ]
        full.persons = [ben: Person(legalName: "Ben"), ana: person]
        full.staff = Person(legalName: "Dr. Rivera")
        full.members = [ben, ana]
        full.groups = [GroupID(id(0xC3))]
        full.enrollment = try enrollments()[0].1
        full.directives = directives.prefix(2).enumerated().map {
            OwnerAggregate.FiledDirective(record: RecordID(id(0x71, UInt8($0))), directive: $1.1)
        }
        full.holds = holds
        full.certificates = [[UInt8](repeating: 0x61, count: 196)]
        full.authors = [therapist, PrincipalID(id(0xD4))]
        full.origins = personOrigins
        full.labeled = labeledRecords
        var linked = full
        linked.linked = [representative, PrincipalID(id(0xD4))]
        return [("fresh aggregate", fresh), ("aggregate", full), ("linked aggregate", linked)]
    }

    static let entries: [(String, AuditEntry)] = [
        ("audit entry", entry(.decision, .refused, full: true)),
        ("audit entry of an administrative act", entry(.accessRequest, .permitted, full: false)),
    ]

    private static func entry(
        _ event: AuditEntry.Event,
        _ outcome: AuditEntry.Outcome,
        full: Bool
    ) -> AuditEntry {
        AuditEntry(
            at: noon,
            event: event,
            principal: therapist,
            role: .treatingClinician,
            purpose: .treatment,
            action: .read,
            owner: ana.owner,
            record: full ? note.record : nil,
            revision: full ? 3 : 0,
            outcome: outcome,
            rules: full ? ["hipaa.psychotherapy.originator", "hipaa.care-team"] : [],
            duties: full
                ? [
                    AuditEntry.Duty(obligation: "account-disclosure", due: nil),
                    AuditEntry.Duty(obligation: "respond-30-days", due: noon + .seconds(30 * 86_400)),
                ] : [],
            declared: full ? ["emergency"] : [],
            epoch: 7,
            count: full ? 1 : 4,
            change: full ? HeadChange(number: 4, follows: digest(8), makes: digest(9)) : nil,
            guards: full ? [GuardSeen(owner: therapist.owner, epoch: 2)] : [],
            commit: full ? id(0x82) : nil,
            settles: full ? AuditEntry.Settled(position: 5, obligation: "written-denial") : nil
        )
    }

    static let response = AccessResponse(
        id: RecordID(id(0x81)),
        receivedAt: noon,
        due: noon + .seconds(30 * 86_400),
        granted: [note],
        isPartlyDenied: true,
        denials: [
            AccessResponse.Denial(
                code: .notGivenReviewable,
                explanation: "Not available.",
                obligations: [.writtenDenial, .offerReview]
            ),
            AccessResponse.Denial(
                code: .notGiven,
                explanation: "Not available.",
                obligations: [.writtenDenial]
            ),
        ]
    )

    static let request = AmendmentRequest(
        id: RecordID(id(0x83)),
        note: note,
        requestedBy: .patient(ana),
        receivedAt: noon,
        due: noon + .seconds(60 * 86_400),
        words: "It was in März.",
        answer: AmendmentRequest.Answer(isAccepted: false, by: therapist, at: noon, words: "It is accurate.")
    )

    static let accounting = Accounting(
        id: RecordID(id(0x84)),
        receivedAt: noon,
        due: noon + .seconds(60 * 86_400),
        disclosures: [
            Disclosure(
                at: before,
                recipient: representative,
                role: .court,
                purpose: .judicialProceeding,
                note: note,
                kind: .intake
            ),
            Disclosure(
                at: noon,
                recipient: therapist,
                role: .hhs,
                purpose: .hhsCompliance,
                note: other,
                kind: nil
            ),
        ],
        isComplete: false
    )

    static func tenantRecord() throws -> TenantRecord {
        let instance = try SigningKeyPair(seed: .of(0x42))
        return TenantRecord(
            tenant: tenant,
            organization: organization,
            keys: [KeyPurpose.tenantSecret, .tenantKey, .epoch, .signing, .audit].map {
                TenantRecord.WrappedKey(
                    name: KeyName(tenant: tenant, purpose: $0, generation: 1),
                    wrapped: [UInt8](repeating: 0x90 + $0.rawValue, count: 112)
                )
            },
            instance: instance.publicKey,
            authority: try SigningKeyPair(seed: .of(0x43)).publicKey,
            lockedInstance: [UInt8](repeating: 0xA0, count: 112),
            lockedAuthority: [UInt8](repeating: 0xA1, count: 112)
        ).signed(by: instance)
    }

    /// The links of two entries: of an instance's first, and of a later one beside one whose fate is unknown.
    static let links = [
        EntryLink(instance: id(0x85), before: 0, state: .zero, place: 0, unsettled: []),
        EntryLink(instance: id(0x85), before: 12, state: digest(10), place: 3, unsettled: [digest(11)]),
    ]

    static func auditTile() throws -> AuditTile {
        var tile = AuditTile(1)
        for number in UInt8(0)..<3 { tile.append(digest(number)) }
        return tile
    }

    static func keys() throws -> TenantKeys {
        func lease(_ purpose: KeyPurpose, _ generation: UInt32) throws -> KeyLease {
            KeyLease(
                try .of(0xB0 + purpose.rawValue),
                KeyName(tenant: tenant, purpose: purpose, generation: generation),
                expires: nil
            )
        }
        return TenantKeys(
            tenant: tenant,
            organization: organization,
            secret: try lease(.tenantSecret, 2),
            secretGeneration: 2,
            ordinary: try lease(.tenantKey, 1),
            ordinaryGeneration: 1,
            epochs: [5: try lease(.epoch, 5)],
            epoch: 5,
            audit: try lease(.audit, 3),
            instance: try SigningKeyPair(seed: .of(0x42)),
            authorityKey: try SigningKeyPair(seed: .of(0x43)).publicKey,
            localAuthority: try SigningKeyPair(seed: .of(0x43))
        )
    }
}

extension SecretKey {
    /// Thirty-two times the same byte.
    static func of(_ byte: UInt8) throws -> SecretKey {
        try SecretKey(copying: SensitiveBytes([UInt8](repeating: byte, count: 32)))
    }
}
