import ClinicalNotesModel
import ClinicalNotesStorage

@testable import ClinicalNotes

/// Calls of a vault's public interface, each of which asks the store, the key service, the anchor or the host.
struct PublicCall: Sendable {
    let name: String
    let make: @Sendable (RepeatedWriteTests.Setting) async throws -> Void

    static let all: [PublicCall] = writes + people + reads + practice

    private static let writes = RepeatedWriteTests.Call.allCases.map { call in
        PublicCall(name: "\(call)") { _ = try await $0.make(call) }
    }

    /// What sessions put on record of people, keys and authorship.
    private static let people: [PublicCall] = [
        PublicCall(name: "register as staff") {
            _ = try await $0.desk().register(Person(legalName: "Eve"), idempotencyKey: "staff-register")
        },
        PublicCall(name: "update as staff") {
            try await $0.desk()
                .update($0.ben.id, Person(legalName: "Benjamin"), idempotencyKey: "staff-update")
        },
        PublicCall(name: "register a group as staff") {
            _ = try await $0.desk().register(group: [$0.ana.id, $0.ben.id], idempotencyKey: "staff-group")
        },
        PublicCall(name: "bring keys") { setting in
            let fresh = try Keyring.generate(for: setting.okafor.id).publicKeys
            try await setting.clinic.desk(setting.okafor).bringKeys(fresh, idempotencyKey: "bring")
        },
        PublicCall(name: "name an author") {
            try await $0.desk().nameAuthor($0.okafor.id, of: $0.signed, idempotencyKey: "name")
        },
        PublicCall(name: "ask to be alone") { _ = try await $0.clinic.vault.soloRequest() },
    ]

    private static let reads: [PublicCall] = [
        PublicCall(name: "read") { _ = try await $0.desk().read($0.signed) },
        PublicCall(name: "read own") { _ = try await $0.desk().read($0.own) },
        PublicCall(name: "read several") { _ = try await $0.desk().read([$0.signed, $0.other, $0.own]) },
        PublicCall(name: "read as a patient") { _ = try await $0.clinic.portal($0.ana).read($0.signed) },
        PublicCall(name: "read what is refused") {
            _ = try await $0.clinic.desk($0.okafor).read($0.own)
        },
        PublicCall(name: "export") { _ = try await $0.desk().export($0.signed) },
        PublicCall(name: "deidentify") { _ = try await $0.desk().deidentify($0.signed) },
        PublicCall(name: "attach") {
            _ = try await $0.desk()
                .attach(SensitiveBytes([1]), mediaType: "a/b", to: $0.signed, idempotencyKey: "attach")
        },
        PublicCall(name: "attachments") { _ = try await $0.desk().attachments(of: $0.signed) },
        PublicCall(name: "open an attachment") { setting in
            let desk = try await setting.desk()
            let id = try await desk.attach(
                SensitiveBytes([1]),
                mediaType: "a/b",
                to: setting.signed,
                idempotencyKey: "open attached"
            )
            _ = try await desk.openAttachment(id).read(at: 0, count: 1)
        },
        PublicCall(name: "remove unfinished attachments") {
            try await $0.clinic.vault.removeUnfinishedAttachments()
        },
        PublicCall(name: "chart") { _ = try await $0.desk().chart(of: $0.ana.id).page(limit: 2) },
        PublicCall(name: "count") { _ = try await $0.desk().chart(of: $0.ana.id).count() },
        PublicCall(name: "search") { _ = try await $0.desk().chart(of: $0.ana.id).search(for: "e") },
        PublicCall(name: "drafts") { _ = try await $0.desk().drafts() },
        PublicCall(name: "holds") { _ = try await $0.desk().holds(on: $0.other) },
        PublicCall(name: "directives") { _ = try await $0.desk().directives(of: $0.ana.id) },
        PublicCall(name: "links") { _ = try await $0.desk().links(of: $0.ana.id) },
        PublicCall(name: "audience") { _ = try await $0.desk().audience(of: $0.signed) },
        PublicCall(name: "amendment requests") { _ = try await $0.desk().amendmentRequests(of: $0.signed) },
        PublicCall(name: "duties") { _ = try await $0.clinic.desk($0.supervisor, .operations).duties() },
        PublicCall(name: "accounting") {
            _ = try await $0.clinic.portal($0.ana)
                .requestAccounting(of: $0.ana.id, idempotencyKey: "accounting")
        },
        PublicCall(name: "request an amendment") {
            _ = try await $0.clinic.portal($0.ana)
                .requestAmendment(of: $0.signed, "Wrong", idempotencyKey: "amendment")
        },
        PublicCall(name: "read what was requested") {
            _ = try await $0.clinic.portal($0.ana).readRequested($0.signed)
        },
        PublicCall(name: "record a use") {
            try await $0.desk().recordUse(of: $0.draft, idempotencyKey: "use")
        },
        PublicCall(name: "import") { setting in
            let identifier = PersonIdentifier(system: "urn:mrn", value: "1")
            let note = ExternalNote(
                key: PersonIdentifier(system: "urn:notes", value: "1"),
                kind: .progress,
                compartment: .general,
                sections: [ExternalSection(text: "Taken over")],
                authors: [ExternalAuthor(attested: "Rivera", principal: setting.rivera.id)],
                subjects: [0],
                period: Practice.start..<Practice.start
            )
            let eve = Person(legalName: "Eve", identifiers: [identifier])
            _ = try await setting.desk()
                .importRecords(ExternalRecords(patients: [.person(eve)], notes: [note]))
        },
    ]

    private static let practice: [PublicCall] = [
        PublicCall(name: "session") { _ = try await $0.desk() },
        PublicCall(name: "owner by identifier") {
            _ = try await $0.clinic.vault.owner(
                identifiedBy: PersonIdentifier(system: "urn:mrn", value: "7")
            )
        },
        PublicCall(name: "audit entries") { _ = try await $0.clinic.vault.auditEntries(from: 3, limit: 9) },
        PublicCall(name: "checkpoint") { try await $0.clinic.vault.checkpoint() },
        PublicCall(name: "verify") { _ = try await $0.clinic.vault.verify() },
        PublicCall(name: "confirm the clock") { try await $0.clinic.vault.confirmClock() },
        PublicCall(name: "is the clock ahead") { _ = try await $0.clinic.vault.isClockAhead() },
    ]
}

extension RepeatedWriteTests.Setting {
    func desk() async throws -> NoteSession { try await clinic.desk(rivera) }
}
