#if PostgreSQL
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@Suite("A server that proves its name", .enabled(if: TestServer.isThere), .timeLimit(.minutes(5)))
struct CertificateTests {
    /// Two authorities, and a certificate of the first one for `localhost`.
    private struct Certificates {
        let folder: URL

        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
            for name in ["authority", "stranger"] {
                try openssl(
                    ["req", "-x509", "-subj", "/CN=\(name)", "-keyout", path("\(name).key")]
                        + ["-out", path("\(name).pem")] + key
                )
            }
            try openssl(
                ["req", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
                    + ["-keyout", path("server.key"), "-out", path("server.request")] + key.dropLast(2)
            )
            try openssl(
                ["x509", "-req", "-in", path("server.request"), "-copy_extensions", "copy", "-days", "2"]
                    + ["-CA", path("authority.pem"), "-CAkey", path("authority.key"), "-CAcreateserial"]
                    + ["-out", path("server.pem")]
            )
        }

        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

        /// Lets a server use it; the key is the server's own, as it demands.
        func install(on own: OwnServer) throws {
            let files = FileManager.default
            let owner = try files.attributesOfItem(atPath: own.folder + "/1/data")
            for name in ["server.key", "server.pem"] {
                let place = own.folder + "/1/" + name
                try files.copyItem(atPath: path(name), toPath: place)
                try files.setAttributes(
                    [
                        .ownerAccountID: owner[.ownerAccountID] ?? 0, .posixPermissions: 0o600,
                        .groupOwnerAccountID: owner[.groupOwnerAccountID] ?? 0,
                    ],
                    ofItemAtPath: place
                )
            }
            try own.set("ssl_cert_file = '\(own.folder)/1/server.pem'")
            try own.set("ssl_key_file = '\(own.folder)/1/server.key'")
            try own.set("ssl = on")
        }

        private func openssl(_ arguments: [String]) throws { try Tool.run("/usr/bin/openssl", arguments) }
    }

    @Test("It is used under the name that a known authority certifies, and under no other")
    func verified() async throws {
        let own = try OwnServer()
        let certificates = try Certificates()
        defer { try? FileManager.default.removeItem(at: certificates.folder) }
        try certificates.install(on: own)
        let port = try #require(own.server.hosts[0].split(separator: ":").last)
        func open(_ options: String, within time: Duration) async throws -> PostgreSQLNoteStore {
            try await PostgreSQLNoteStore(
                "port=\(port) user=notes dbname=notes application_name=tls \(options)",
                schema: own.server.schema,
                by: .after(time)
            )
        }
        let (known, unknown) = (certificates.path("authority.pem"), certificates.path("stranger.pem"))
        let store = try await open(
            "host=localhost sslmode=verify-full sslrootcert=\(known)",
            within: .seconds(30)
        )
        let encrypted = try own.server.sql(
            """
            SELECT bool_and(s.ssl)::text FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
            WHERE a.application_name = 'tls'
            """,
            superuser: true
        )
        #expect(encrypted == "true")
        try await writeAndRead(store)
        try await store.close()
        // The name, the authority, no authority at all: each is reason enough.
        for options in [
            "host=elsewhere.example hostaddr=127.0.0.1 sslmode=verify-full sslrootcert=\(known)",
            "host=localhost sslmode=verify-full sslrootcert=\(unknown)",
            "host=localhost sslmode=verify-ca sslrootcert=\(unknown)",
            "host=localhost sslmode=verify-full sslrootcert=\(certificates.path("none.pem"))",
        ] {
            let error = await #expect(throws: StorageError.self) {
                try await open(options, within: .seconds(20))
            }
            #expect(error?.code == .unavailable, "\(options)")
        }
        // It was the certificate that was refused: without asking for one the same address is answered.
        let other = "host=elsewhere.example hostaddr=127.0.0.1 sslmode=require"
        try await open(other, within: .seconds(30)).close()
    }

    @Test("Answers come whole, however large the records are in which they are sealed")
    func largeRecords() async throws {
        let certificates = try Certificates()
        defer { try? FileManager.default.removeItem(at: certificates.folder) }
        let server = TestServer()
        let port = try #require(server.hosts[0].split(separator: ":").last.map(String.init))
        let sealing = Process()
        sealing.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        sealing.arguments = [
            "python3", "-c", Self.sealing, port, certificates.path("server.pem"),
            certificates.path("server.key"),
        ]
        let pipe = Pipe()
        sealing.standardOutput = pipe
        try sealing.run()
        defer { kill(sealing.processIdentifier, SIGKILL) }
        let told = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        let place = "127.0.0.1:\(told.trimmingCharacters(in: .whitespacesAndNewlines))"
        let store = try await server.through(place).open("sslmode=require")
        try await writeAndRead(store)
        try await store.close()
    }

    /// Values of many sizes.
    private func writeAndRead(_ store: PostgreSQLNoteStore) async throws {
        let sizes = (0..<40).map { $0 * 1021 } + [100_000, 1 << 20, 3_000_000]
        for (number, size) in zip((0 as UInt64)..., sizes) {
            _ = try await store.commit([Samples.add(number, bytes: size)], by: .after(.seconds(30)))
            let found = try await store.fetch([Samples.key(number)], by: .after(.seconds(30)))[0]
            #expect(found?.value.count == size + 16)
        }
    }

    /// Seals what a server answers in records as large as there may be, as newer servers do; prints its port.
    private static let sealing = """
        import select, socket, ssl, sys, threading, time
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
        def serve(client):
            if len(client.recv(8)) != 8: return
            client.sendall(b'S')
            sealed = context.wrap_socket(client, server_side=True)
            server = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
            while True:
                for ready in select.select([sealed, server], [], [])[0]:
                    if ready is server: time.sleep(0.002)
                    data = ready.recv(1 << 20)
                    while ready is sealed and sealed.pending(): data += sealed.recv(1 << 20)
                    if not data: return
                    (sealed if ready is server else server).sendall(data)
        listener = socket.create_server(('127.0.0.1', 0))
        print(listener.getsockname()[1], flush=True)
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """
}
#endif
