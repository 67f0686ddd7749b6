#if PostgreSQL
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@Suite("A server that asks for a password", .enabled(if: TestServer.isThere), .timeLimit(.minutes(5)))
struct PasswordTests {
    static let password = "canary-of-a-password"

    @Test("It is read from a file or the environment, and stands in no error")
    func places() async throws {
        let own = try OwnServer()
        try demandPassword(on: own)
        let host = own.server.hosts[0]
        let address = "postgresql://secured@\(host)/notes"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(own.server.schema).path
        defer { try? FileManager.default.removeItem(atPath: file) }
        func write(_ password: String) throws {
            try Data("127.0.0.1:*:notes:secured:\(password)\n".utf8).write(to: URL(fileURLWithPath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        }
        func open(_ address: String) async throws -> PostgreSQLNoteStore {
            try await PostgreSQLNoteStore(address, schema: own.server.schema, by: .after(.seconds(30)))
        }
        try write(Self.password)
        let store = try await open(address + "?passfile=\(file)")
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        #expect(try await store.fetch([Samples.key(1)], by: .after(.seconds(30)))[0] != nil)
        try await store.close()

        try write("wrong-" + Self.password)
        let wrong = address.replacing("secured@", with: "secured:wrong-\(Self.password)@")
        for address in [address + "?passfile=\(file)", address + "?passfile=/nowhere", wrong] {
            let error = await #expect(throws: StorageError.self) { try await open(address) }
            var dumped = ""
            dump(error, to: &dumped)
            #expect(error?.code == .invalidLocation || error?.code == .unavailable)
            for text in ["\(String(describing: error))", dumped] {
                #expect(!text.contains("canary") && !text.contains("secured") && !text.contains(host))
            }
        }
    }

    @Test(
        "A program is given it by its environment, and prints it nowhere",
        .enabled(if: FileManager.default.isExecutableFile(atPath: KilledWriterTests.writer.path))
    )
    func environment() throws {
        let own = try OwnServer()
        try demandPassword(on: own)
        // The writer ends when nobody takes what it prints any more.
        func write(_ password: String) throws -> (status: Int32, output: String, errors: String) {
            try Tool.end(
                "/bin/sh",
                ["-c", "\"$0\" \"$@\" | head -n 1", KilledWriterTests.writer.path]
                    + ["postgresql://secured@\(own.server.hosts[0])/notes", "1", own.server.schema, "fast"],
                ["PGPASSWORD": password, "SWIFT_BACKTRACE": "enable=no"]
            )
        }
        #expect(try UInt64(write(Self.password).output) != nil)
        let refused = try write("wrong-" + Self.password)
        #expect(refused.output.isEmpty && refused.errors.contains("invalidLocation"))
        #expect(!refused.errors.contains("canary") && !refused.errors.contains(own.server.hosts[0]))
    }

    private func demandPassword(on own: OwnServer) throws {
        try own.server.sql(
            "CREATE ROLE secured LOGIN PASSWORD '\(Self.password)'",
            "GRANT CREATE ON DATABASE notes TO secured",
            superuser: true
        )
        let rules = own.folder + "/1/data/pg_hba.conf"
        let others = try String(contentsOfFile: rules, encoding: .utf8)
        // Written over, so that it stays the server's own.
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: rules))
        try file.write(contentsOf: Data(("host all secured 127.0.0.1/32 scram-sha-256\n" + others).utf8))
        try file.close()
        try own.set("log_min_messages = 'warning'")
    }
}
#endif
