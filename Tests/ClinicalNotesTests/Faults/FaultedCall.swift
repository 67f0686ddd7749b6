import ClinicalNotesModel
import ClinicalNotesStorage

@testable import ClinicalNotes

/// A call of a vault, with what it answers in words that are the same wherever it is made.
struct FaultedCall: Sendable, CustomStringConvertible {
    let name: String
    let writes: Bool
    let make: @Sendable (FaultedVisit) async throws -> String

    var description: String { name }

    static let all = reading + listing + practice + written + others

    /// A write that another process comes before.
    static let overtaken = FaultedCall(name: "addend after another", writes: true) { visit in
        let other = try await visit.afresh()
        visit.hooked.beforeCommit {
            _ = try? await other.desk()
                .addend(visit.setting.signed, FreeText("Another's"), idempotencyKey: "another")
        }
        let note = visit.setting.signed
        return "\(try await visit.desk().addend(note, FreeText("Mine"), idempotencyKey: "mine"))"
    }

    static func named(_ name: String) -> FaultedCall? { all.first { $0.name == name } }

    private static func read(
        _ name: String,
        _ make: @escaping @Sendable (FaultedVisit) async throws -> String
    ) -> FaultedCall {
        FaultedCall(name: name, writes: false, make: make)
    }

    private static let reading: [FaultedCall] = [
        read("read") { try await $0.desk().read($0.setting.signed).copyText() },
        read("read own") { try await $0.desk().read($0.setting.own).copyText() },
        read("read a draft") { try await $0.desk().read($0.setting.draft).copyText() },
        read("read an addendum") { try await $0.desk().read($0.practice.addendum).copyText() },
        read("read of substance use") {
            try await $0.clinic.desk($0.practice.quinn).read($0.practice.use).copyText()
        },
        read("read counseling") {
            try await $0.clinic.desk($0.practice.quinn).read($0.practice.counseling).copyText()
        },
        read("read several") { visit in
            let opened = try await visit.desk()
                .read([visit.setting.signed, visit.setting.other, visit.setting.own])
            return opened.sorted { $0.key < $1.key }.map { $0.value.copyText() }.joined(separator: "; ")
        },
        read("read as a patient") { try await $0.portal().read($0.setting.signed).copyText() },
        read("read what was requested") {
            try await $0.portal().readRequested($0.setting.signed).copyText()
        },
        read("read what is refused") { visit in
            try await visit.clinic.desk(visit.setting.okafor).read(visit.setting.own).copyText()
        },
        read("read what is hidden") { visit in
            try await visit.portal().read(visit.setting.draft).copyText()
        },
        read("export") { try await $0.desk().export($0.setting.signed).copyText() },
        read("deidentify") { try await $0.desk().deidentify($0.setting.signed).copyText() },
        read("attachments") { visit in
            try await visit.desk().attachments(of: visit.setting.signed)
                .map { "\($0.name?.copyString() ?? "") \($0.size)" }.joined(separator: "; ")
        },
        read("open an attachment") { visit in
            let opened = try await visit.desk().openAttachment(visit.practice.attachment)
            return String(decoding: try await opened.copyBytes(), as: UTF8.self)
        },
        read("export an attachment") { visit in
            let opened = try await visit.desk().exportAttachment(visit.practice.attachment)
            return String(decoding: try await opened.copyBytes(), as: UTF8.self)
        },
    ]

    private static let listing: [FaultedCall] = [
        read("chart") { visit in
            try await visit.desk().chart(of: visit.setting.ana.id).page(limit: 3)
                .map { "\($0.id) \($0.status)" }.joined(separator: "; ")
        },
        read("count") { "\(try await $0.desk().chart(of: $0.setting.ana.id).count())" },
        read("search") { visit in
            try await visit.desk().chart(of: visit.setting.ana.id).search(for: "e")
                .map { "\($0.id)" }.joined(separator: "; ")
        },
        read("chart as a patient") { visit in
            try await visit.portal().chart(of: visit.setting.ana.id).page()
                .map { "\($0.id)" }.joined(separator: "; ")
        },
        read("drafts") { try await $0.desk().drafts().map { "\($0.id)" }.joined(separator: "; ") },
        read("holds") { "\(try await $0.desk().holds(on: $0.setting.other).map(\.ground))" },
        read("directives") {
            try await $0.desk().directives(of: $0.setting.ana.id).map { "\($0.id)" }
                .joined(separator: "; ")
        },
        read("links") { "\(try await $0.desk().links(of: $0.setting.ana.id).count)" },
        read("audience") { visit in
            try await visit.desk().audience(of: visit.setting.own).readers.map { "\($0)" }.sorted()
                .joined(separator: "; ")
        },
        read("amendment requests") { visit in
            try await visit.desk().amendmentRequests(of: visit.setting.signed)
                .map { $0.words.copyString() }.joined(separator: "; ")
        },
        read("duties") { visit in
            try await visit.clinic.desk(visit.practice.office, .operations).duties()
                .map { "\($0.obligation) \($0.note.map { "\($0)" } ?? "")" }.joined(separator: "; ")
        },
    ]

    private static let practice: [FaultedCall] = [
        read("open") { visit in "\(try await visit.afresh(timeout: visit.timeout).clinic.tenant)" },
        read("session") { "\(try await $0.desk().principal)" },
        read("owner by identifier") { visit in
            try await visit.clinic.vault.owner(identifiedBy: FaultedPractice.number).map { "\($0)" } ?? ""
        },
        read("audit entries") { visit in
            let page = try await visit.clinic.vault.auditEntries(from: 3, limit: 9)
            // Positions that cannot be read are told: what the caller learns is that they cannot.
            guard page.unreadable.isEmpty else { throw NotesError(.tampered) }
            return page.lines.map { "\($0.position) \($0.entry.event)" }.joined(separator: "; ")
        },
        read("is the clock ahead") { "\(try await $0.clinic.vault.isClockAhead())" },
        read("verify") { visit in
            let report = try await visit.clinic.vault.verify(by: .after(visit.timeout))
            // What is found is told.
            guard report.isConsistent else { throw NotesError(.tampered) }
            return "consistent"
        },
        FaultedCall(name: "checkpoint", writes: false) { visit in
            try await visit.clinic.vault.checkpoint()
            return "done"
        },
        FaultedCall(name: "confirm the clock", writes: false) { visit in
            try await visit.clinic.vault.confirmClock()
            return "done"
        },
        FaultedCall(name: "remove unfinished attachments", writes: false) { visit in
            try await visit.clinic.vault.removeUnfinishedAttachments()
            return "done"
        },
    ]

    private static let written = RepeatedWriteTests.Call.allCases.map { call in
        FaultedCall(name: "\(call)", writes: true) { try await $0.setting.make(call) }
    }

    private static let others: [FaultedCall] =
        [
            "register as staff", "update as staff", "register a group as staff", "bring keys",
            "name an author", "record a use",
        ].compactMap { name in
            PublicCall.all.first { $0.name == name }.map { call in
                FaultedCall(name: call.name, writes: true) { visit in
                    try await call.make(visit.setting)
                    return "done"
                }
            }
        } + [
            FaultedCall(name: "attach", writes: true) { visit in
                let attached = try await visit.desk().attach(
                    SensitiveBytes(AttachedPractice.file(SegmentSizes.some)),
                    mediaType: "a/b",
                    to: visit.setting.signed,
                    idempotencyKey: "attach"
                )
                return "\(attached)"
            },
            FaultedCall(name: "renumber", writes: true) { visit in
                let person = Person(
                    legalName: "Cleo",
                    identifiers: [PersonIdentifier(system: "urn:mrn", value: "8")]
                )
                try await visit.clinic.vault.update(visit.practice.cleo, person, idempotencyKey: "renumber")
                return "done"
            },
            FaultedCall(name: "accounting", writes: true) { visit in
                let accounting = try await visit.portal()
                    .requestAccounting(of: visit.setting.ana.id, idempotencyKey: "accounting")
                return "\(accounting.id) \(accounting.disclosures.count) \(accounting.isComplete)"
            },
            FaultedCall(name: "request an amendment", writes: true) { visit in
                let request = try await visit.portal()
                    .requestAmendment(of: visit.setting.signed, "Wrong", idempotencyKey: "amendment")
                return "\(request.id) \(request.words.copyString())"
            },
            FaultedCall(name: "import", writes: true) { visit in
                let note = ExternalNote(
                    key: PersonIdentifier(system: "urn:notes", value: "1"),
                    kind: .progress,
                    compartment: .general,
                    sections: [ExternalSection(text: "Taken over")],
                    authors: [ExternalAuthor(attested: "Rivera", principal: visit.setting.rivera.id)],
                    subjects: [0],
                    period: Practice.start..<Practice.start
                )
                let eve = Person(
                    legalName: "Eve",
                    identifiers: [PersonIdentifier(system: "urn:mrn", value: "1")]
                )
                let report = try await visit.desk()
                    .importRecords(ExternalRecords(patients: [.person(eve)], notes: [note]))
                for refusal in [report.patients[0].refusal, report.notes[0].refusal] {
                    if let refusal { throw refusal }
                }
                return "imported"
            },
        ]

    /// A file that takes more than one segment.
    private enum SegmentSizes { static let some = 1_200_000 }
}
