import ClinicalNotesModel
import ClinicalNotesPolicy
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("The one error of a vault and a session")
struct OneErrorTests {
    private struct Unreadable: Error {}

    /// The errors of a session's call, which the compiler knows.
    private func error<Value>(of call: () async throws(NotesError) -> Value) async -> NotesError? {
        do {
            _ = try await call()
            return nil
        } catch {
            return error
        }
    }

    @Test("is what every public call is declared to throw")
    func declared() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
            .standardized
        let folder = root.appending(path: "Sources/ClinicalNotes")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var calls = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for call in text.matches(of: /(?s)\n    +public [^\n]*\bfunc \w+.*?\{\n/) {
                calls += 1
                let outside = String(call.0).replacing(/next: \(\) async throws ->/, with: "")
                guard !outside.contains("func encode(to encoder:") else { continue }
                #expect(!outside.contains(/\bthrows\b(?!\()/), "\(file.lastPathComponent): \(call.0)")
            }
        }
        #expect(calls > 100)
    }

    @Test("has what the model refuses, and what became of the bytes of an attachment")
    func causes() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let nobody = await error { () async throws(NotesError) in
            try await desk.draft(FreeText(text: "Words"), about: [])
        }
        #expect(nobody?.code == .invalidInput && nobody?.model?.code == .noSubjects && nobody?.retry == .no)
        let note = try await desk.signed("Words", about: ana.id, key: "signed")
        for (thrown, code) in [(Unreadable(), .sourceFailed), (CancellationError(), .cancelled)]
            as [(any Error, NotesError.Code)]
        {
            let attached = await error { () async throws(NotesError) in
                try await desk.attach(mediaType: "text/plain", to: note, idempotencyKey: "file") {
                    throw thrown
                }
            }
            #expect(attached?.code == code)
        }
        #expect(try await desk.attachments(of: note).isEmpty)
    }

    @Test("is what a loop over a chart or over an attachment throws, typed")
    func sequences() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let note = try await desk.signed("Words", about: ana.id, key: "signed")
        let id = try await desk.attach(
            SensitiveBytes("Bytes".utf8),
            mediaType: "text/plain",
            to: note,
            idempotencyKey: "file"
        )
        let chunks = try await desk.openAttachment(id).chunks
        try await clinic.vault.endEnrollment(of: rivera.id)
        let walked = await error { () async throws(NotesError) in
            for try await _ in desk.chart(of: ana.id) {}
        }
        let gone = await error { () async throws(NotesError) in for try await _ in chunks {} }
        #expect(walked?.code == .notEnrolled && gone?.code == .notEnrolled)
    }

    @Test("puts a denial on record wherever it leaves a call")
    func denials() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let before = try await clinic.vault.auditEntries().count
        let denied = await error { () async throws(NotesError) in
            try await clinic.vault.core.inTime {
                throw desk.denial(nil, .read, .wholeRecord(of: ana.id), at: clinic.clock.now)
            }
        }
        #expect(denied?.code == .notFound)
        let entries = try await clinic.vault.auditEntries()
        #expect(entries.count == before + 1 && entries.last?.outcome == .refused)
    }

    @Test("of another module is mapped by what a caller can do about it")
    func mapped() {
        #expect(NotesError(thrown: StorageError(.full)).code == .storageFull)
        #expect(NotesError(thrown: CryptoError(.wrongPassphrase)).code == .wrongPassphrase)
        #expect(NotesError(thrown: ModelError(.fieldTooLarge)).code == .tooLarge)
        #expect(NotesError(thrown: ModelError(.alreadySigned)).code == .invalidTransition)
        #expect(NotesError(thrown: NotesError(.conflict)).code == .conflict)
        // What nobody foresaw is told as that, without its words.
        #expect(NotesError(thrown: Unreadable()).description == "NotesError(unexpected)")
    }

    @Test("says for each code what to do, and to call again only where that can help")
    func advice() {
        for code in NotesError.Code.allCases {
            #expect(code.advice.hasSuffix("."), "\(code)")
            #expect(code.retry == .no || code.advice.contains("epeat the call"), "\(code)")
        }
    }

    @Test("and all that is told without content is encoded and read again")
    func coded() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let office = try await clinic.staff("Office", .operations)
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let own = try await desk.analysed("Canary words", about: ana.id, key: "own")
        let portal = try await clinic.portal(ana)
        _ = try await portal.requestAccess(to: ana.id, idempotencyKey: "request")
        let refused = try #require(
            await error { () async throws(NotesError) in try await portal.readRequested(own) }
        )
        let told = try again(refused)
        #expect(told.code == .refused && told.refusal == refused.refusal && told.remedies == refused.remedies)
        #expect(told.refusal?.citations.isEmpty == false)
        let page = try await desk.chart(of: ana.id).page(limit: 1)
        #expect(try again(page).entries == page.entries)
        #expect(try again(page).next == page.next)
        let readership = try await desk.audience(of: own)
        #expect(try again(readership).readers == readership.readers)
        #expect(try again(readership).classes == readership.classes)
        let administrator = try await clinic.vault.session(
            for: office.id,
            purpose: .operations,
            unlocking: office.keyring
        )
        let duties = try await administrator.duties()
        #expect(!duties.isEmpty)
        #expect(try again(duties) == duties)
        let log = try await clinic.vault.auditEntries()
        #expect(try again(log).map(\.told) == log.map(\.told))
    }

    private func again<Value: Codable>(_ value: Value) throws -> Value {
        let encoded = try JSONEncoder().encode(value)
        #expect(!String(decoding: encoded, as: UTF8.self).contains("Canary"))
        return try JSONDecoder().decode(Value.self, from: encoded)
    }
}

extension AuditEntry {
    /// What an entry tells outside of the vault.
    fileprivate var told: [String] {
        [
            "\(at) \(event) \(principal) \(role) \(purpose) \(action) \(owner) \(revision) \(outcome) \(rules)",
            "\(duties) \(declared) \(epoch) \(count)",
            "\(String(describing: record)) \(String(describing: settles))",
        ]
    }
}
