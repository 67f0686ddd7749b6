#if Telemetry
import ClinicalNotes
import ClinicalNotesTelemetry
import Foundation
import InMemoryLogging
import InMemoryTracing
import Logging
import Metrics
import MetricsTestKit
import ServiceLifecycle
import TestSupport
import Testing
import Tracing

@Suite("A small practice's day")
struct DayTests {
    private static let names = ["Rivera Canary", "Okafor Canary", "Ana Canary"]
    private static let words = [
        "Sleeps better than a canary.", "Weekly canary.", "Speaks of the canary behind the locked door.",
        "canary.png", "canary-4711", "F41.1",
    ]
    private static let page = FileManager.default.contents(
        atPath: URL(fileURLWithPath: #filePath)
            .appending(path: "../../../Documentation/Telemetry.md").standardized.path()
    )

    private let practice: SmallPractice
    private let backends = Backends()

    init() throws { practice = try SmallPractice() }

    /// Lives through the day beside a service that writes checkpoints, and closes the practice.
    ///
    /// - Returns: What nobody is to learn from telemetry.
    private func live(on kind: SmallPractice.Kind) async throws -> [String] {
        let store = ObservedStore(
            try practice.store(kind),
            observer: StoreTelemetry(
                metrics: backends.metrics,
                tracer: backends.tracer,
                logger: backends.logger()
            )
        )
        let vault = try await practice.found(store)
        let service = VaultService(
            vault,
            checkpointEvery: .milliseconds(20),
            metrics: backends.metrics,
            tracer: backends.tracer,
            logger: backends.logger()
        )
        let group = ServiceGroup(services: [service], logger: backends.logger())
        let secrets = try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let secrets = try await work(in: vault)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return secrets
        }
        await #expect(throws: NotesError(.storageUnavailable)) { try await vault.checkpoint() }
        return secrets
    }

    private func work(in vault: NoteVault) async throws -> [String] {
        let rivera = try await vault.staff(Self.names[0])
        let okafor = try await vault.staff(Self.names[1])
        let ana = try await vault.patient(Self.names[2])
        try await vault.enroll(ana, keys: nil, idempotencyKey: "portal")
        let desk = try await vault.session(for: rivera.principal, purpose: .treatment, unlocking: rivera)
        let start = VaultEnvironment.system.now() + .seconds(-3_600)
        let visit = try await desk.document(
            CounselingSession(
                subjects: [ana],
                period: start..<(start + .seconds(3_000)),
                modality: .individual,
                summary: SessionSummary(
                    diagnosis: "F41.1",
                    progress: Self.words[0],
                    plan: Self.words[1]
                ),
                analysis: PsychotherapyNote(impressions: ClinicalText(Self.words[2]))
            ),
            idempotencyKey: "canary-4711"
        )
        let analysis = try #require(visit.analysis)
        let attachment = try await desk.attach(
            SensitiveBytes(Array(Self.words[0].utf8)),
            name: "canary.png",
            mediaType: "image/png",
            to: visit.summary,
            idempotencyKey: "attach"
        )
        try await desk.sign(visit.summary, idempotencyKey: "sign")
        try await desk.sign(analysis, idempotencyKey: "sign analysis")
        try await desk.release(visit.summary, to: ana, idempotencyKey: "release")

        let colleague = try await vault.session(
            for: okafor.principal,
            purpose: .treatment,
            unlocking: okafor
        )
        #expect(try await colleague.chart(of: ana).page(limit: 20).entries.count == 1)
        #expect(try await colleague.chart(of: ana).search(for: "sleeps").count == 1)
        await #expect(throws: NotesError(.notFound)) { try await colleague.read(analysis) }
        let portal = try await vault.session(for: .patient(ana))
        _ = try await portal.read(visit.summary)
        try await desk.withhold(visit.summary, from: ana, idempotencyKey: "withhold")
        await #expect(throws: NotesError(.notFound)) { try await portal.read(visit.summary) }
        try await vault.endEnrollment(of: okafor.principal, idempotencyKey: "end")
        await #expect(throws: NotesError.self) { try await colleague.read(visit.summary) }

        let backup = try await vault.backUp(
            to: "\(practice.folder)/notes.backup",
            rehearsingIn: InMemoryNoteStore()
        )
        #expect(backup.isKept)
        #expect(try await vault.verify().isIntact)
        #expect(try await vault.auditEntries().count > 10)

        let identifiers = [
            ana.bytes, rivera.principal.bytes, okafor.principal.bytes, visit.summary.owner.bytes,
            visit.summary.record.bytes, analysis.record.bytes, attachment.record.bytes, vault.tenant.bytes,
            vault.organization.bytes,
        ]
        return identifiers.map { $0.hex } + Self.names + Self.words + ["canary", practice.folder]
    }

    /// Which secrets occur in what was emitted, however they are written.
    private func found(_ secrets: [String]) -> [String] {
        func plain(_ text: String) -> String { text.lowercased().replacing("-", with: "") }
        let texts = backends.texts.map(plain).joined(separator: "\n")
        return secrets.filter { texts.contains(plain($0)) }
    }

    @Test(
        "is told in numbers: no name, no word of a note, no identifier, no tenant, no key stands anywhere",
        arguments: SmallPractice.Kind.allCases
    )
    func canary(kind: SmallPractice.Kind) async throws {
        let secrets = try await live(on: kind)
        #expect(backends.texts.count > 500)
        #expect(found(secrets).isEmpty)
        // What stood there would be found.
        for secret in secrets {
            let planted = Backends()
            planted.logger().info("\(secret.uppercased())")
            Counter(label: "planted", dimensions: [("tenant", secret)], factory: planted.metrics).increment()
            planted.tracer.withSpan("planted") { $0.attributes["planted"] = secret }
            #expect(planted.texts.filter { $0.lowercased().contains(secret.lowercased()) }.count == 3)
        }
    }

    @Test("has labels of few values", arguments: SmallPractice.Kind.allCases)
    func labels(kind: SmallPractice.Kind) async throws {
        _ = try await live(on: kind)
        let operations = StoreCall.Operation.allCases.map { "operation=\($0)" }
        #expect(backends.dimensions.isSuperset(of: operations))
        let outcomes =
            ["answered", "committed", "conflict", "unknown", "succeeded"]
            + StorageError.Code.allCases.map(\.rawValue)
        #expect(backends.dimensions.isSubset(of: operations + outcomes.map { "outcome=\($0)" }))
        #expect(backends.outcomes("clinical_notes_vault_checkpoint_duration").keys.sorted() == ["succeeded"])
        #expect(backends.outcomes("clinical_notes_vault_close_duration") == ["succeeded": 1])
        #expect(backends.outcomes("clinical_notes_store_call_duration")["closed"] ?? 0 > 0)
        // What was read for a call of the vault stands in its trace, such as all that checkpoints look at.
        let spans = backends.tracer.finishedSpans
        let checkpoints = Set(spans.filter { $0.operationName.hasSuffix("checkpoint") }.map(\.spanID))
        #expect(
            spans.contains {
                $0.operationName.hasSuffix("fetch") && $0.parentSpanID.map(checkpoints.contains) == true
            }
        )
    }

    @Test("emits what the handbook lists")
    func handbook() async throws {
        _ = try await live(on: .memory)
        let page = String(decoding: try #require(Self.page), as: UTF8.self)
        let listed = Set(page.matches(of: /`(clinical_notes[a-z._]+)`/).map { String($0.output.1) })
        var emitted = backends.names
        for span in backends.tracer.finishedSpans where span.operationName.hasPrefix("clinical_notes") {
            emitted.insert(span.operationName)
            span.attributes.forEach { name, _ in emitted.insert(name) }
        }
        // What a database calls an error: nothing failed there.
        #expect(listed.subtracting(emitted) == ["clinical_notes.detail"])
        #expect(emitted.subtracting(listed).isEmpty)
        // The lines of the group are not ours.
        for entry in backends.lines.entries where "\(entry.message)".contains("store") {
            for name in entry.metadata.keys { #expect(page.contains("`\(name)`"), "\(name)") }
        }
    }
}
#endif
