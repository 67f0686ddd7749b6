#if PostgreSQL
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import Foundation
import TestSupport
import Testing

@Suite("Servers that Patroni replaces", .serialized, .enabled(if: Patroni.isThere), .timeLimit(.minutes(20)))
struct PatroniTests {
    static let failovers = Soak.isOn ? 5 : 1

    @Test("Machines that are lost, or hang and come back, are replaced: nothing acknowledged is lost")
    func replaced() async throws {
        let server = TestServer(at: Patroni.url)
        let store = try await server.open()
        var longest = Duration.zero
        let told = try await WriteLoad.run(on: store, deadline: .seconds(10)) { load in
            for number in 0..<Self.failovers {
                try await load.progress()
                load.serverIsGone()
                let (old, begun) = (try Patroni.leader(), ContinuousClock.now)
                try Patroni.run(number.isMultiple(of: 2) ? "kill" : "freeze", old)
                while (try? Patroni.leader()) ?? old == old { try await Task.sleep(for: .milliseconds(100)) }
                try await load.progress()
                longest = max(longest, .now - begun)
                load.serverIsBack()
                // It follows, whichever way it was lost; whoever hung is the primary no longer.
                if !number.isMultiple(of: 2) { try Patroni.run("thaw", old) }
                try Patroni.run("run", old)
                try await load.progress()
                #expect(try Patroni.leader() != old)
            }
        }
        try await told.check(in: store, server)
        try await store.close()
        print(
            "killed or hung the primary \(Self.failovers) times, replaced by Patroni: \(told.committed.count) commits",
            "acknowledged, 0 lost; \(told.unknown.count) unknown, \(told.refused.count) refused;",
            "\(told.reads) reads, \(told.stale) stale; service after \(longest) at most"
        )
    }
}

/// The servers of `Scripts/patroni`, where `Scripts/soak` has started them.
private enum Patroni {
    static let url = ProcessInfo.processInfo.environment["CLINICAL_NOTES_PATRONI"] ?? ""
    static var isThere: Bool { !url.isEmpty }

    private static let script = URL(fileURLWithPath: OwnServer.script).deletingLastPathComponent()
        .appendingPathComponent("patroni").path

    @discardableResult
    static func run(_ arguments: String...) throws -> String { try Tool.run(script, arguments).output }

    /// The number of the primary; throws while there is none.
    static func leader() throws -> String { try run("leader") }
}
#endif
