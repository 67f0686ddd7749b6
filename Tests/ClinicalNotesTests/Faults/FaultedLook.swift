import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport

@testable import ClinicalNotes

/// What came of a call.
enum FaultedAnswer: Hashable, Sendable, CustomStringConvertible {
    case told(String)
    /// A typed error of the vault, by its code.
    case failed(NotesError.Code)
    /// A decision against it.
    case refused(String)
    /// An error that says nothing to a caller of a vault.
    case untyped(String)

    init(_ call: () async throws -> String) async {
        do {
            self = .told(try await call())
        } catch let error as NotesError {
            self = error.refusal.map { .refused("\($0.code)") } ?? .failed(error.code)
        } catch {
            self = .untyped("\(type(of: error)): \(error)")
        }
    }

    /// The same, but for identifiers that nobody could know before.
    func hidingIdentifiers(but known: Set<String>) -> FaultedAnswer {
        guard case .told(let words) = self else { return self }
        let shown = words.replacing(/[0-9a-f]{32}/) { found in
            known.contains(String(found.output)) ? String(found.output) : "new"
        }
        return .told(shown)
    }

    /// The same with its parts in an order that tells nothing.
    var sorted: FaultedAnswer {
        guard case .told(let words) = self else { return self }
        return .told(words.split(separator: "; ").sorted().joined(separator: "; "))
    }

    var description: String {
        switch self {
        case .told(let words): "told \(words.prefix(300))"
        case .failed(let code): "failed \(code)"
        case .refused(let words): "refused \(words)"
        case .untyped(let words): "untyped \(words)"
        }
    }
}

/// What people see of the practice, each line by itself.
typealias FaultedLook = [String: FaultedAnswer]

extension FaultedVisit {
    /// Looks at everything, as those who may.
    func look() async -> FaultedLook {
        var look: FaultedLook = [:]
        func tell(_ name: String, _ call: () async throws -> String) async {
            look[name] = await FaultedAnswer(call).hidingIdentifiers(but: practice.identifiers).sorted
        }
        for note in practice.notes {
            let reader = ["use", "counseling"].contains(note.name) ? practice.quinn : setting.rivera
            await tell("read \(note.name)") {
                let opened = try await clinic.desk(reader).read(note.id)
                return "\(opened.status) \(opened.copyText())"
            }
        }
        for (name, patient) in [("Ana", setting.ana.id), ("Ben", setting.ben.id)] {
            await tell("chart of \(name)") {
                let entries = try await desk().chart(of: patient).page()
                return entries.map { "\($0.id) \($0.status) \($0.compartment)" }
                    .joined(separator: "; ")
            }
            await tell("words about \(name)") {
                let session = try await desk()
                let entries = try await session.chart(of: patient).page()
                return try await session.read(entries.map(\.id)).values.map { $0.copyText() }
                    .joined(separator: "; ")
            }
            await tell("directives of \(name)") {
                try await desk().directives(of: patient)
                    .map { "\($0.id) \($0.document.isOver(at: clinic.clock.now))" }
                    .joined(separator: "; ")
            }
        }
        await tell("drafts") {
            try await desk().drafts().map { "\($0.id)" }.joined(separator: "; ")
        }
        for (name, note) in [("signed", setting.signed), ("other", setting.other)] {
            await tell("holds on \(name)") {
                try await desk().holds(on: note).map { "\($0.ground)" }.joined(separator: "; ")
            }
            await tell("Ana reads \(name)") { try await portal().read(note).copyText() }
        }
        await tell("Okafor reads own") {
            try await clinic.desk(setting.okafor).read(setting.own).copyText()
        }
        await tell("Okafor reads signed") {
            try await clinic.desk(setting.okafor).read(setting.signed).copyText()
        }
        await tell("files") {
            try await desk().attachments(of: setting.signed).map { "\($0.size)" }
                .joined(separator: "; ")
        }
        await tell("amendments") {
            try await desk().amendmentRequests(of: setting.signed).map { $0.words.copyString() }
                .joined(separator: "; ")
        }
        await tell("duties") {
            try await clinic.desk(practice.office, .operations).duties()
                .map { "\($0.obligation)" }.joined(separator: "; ")
        }
        for (name, number) in [("Cleo", "7"), ("Eve", "1")] {
            await tell("owner of \(name)") {
                let identifier = PersonIdentifier(system: "urn:mrn", value: number)
                return "\(try await clinic.vault.owner(identifiedBy: identifier).map { "\($0)" } ?? "")"
            }
        }
        return look
    }

    /// How many readings and other events the audit log tells of, in truth.
    func entries() async throws -> [String: Int] {
        let keys = try await practice.setting.clinic.vault.core.tenantKeys()
        var counts: [String: Int] = [:]
        for key in base.image.keys where key.tenant == clinic.tenant && key.collection == .audit {
            guard let record = base.image.record(key),
                let entry = try? AuditRecord(decoding: record.value.joined)
                    .open(tenant: clinic.tenant, under: keys.audit.key).entry
            else { continue }
            counts["\(entry.event) \(entry.outcome)", default: 0] += 1
        }
        return counts
    }
}
