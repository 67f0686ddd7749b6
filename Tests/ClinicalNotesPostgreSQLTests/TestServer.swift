#if PostgreSQL
import ClinicalNotesModel
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation

/// A schema of its own on the server that the environment names (`Scripts/postgresql`), or on another one.
struct TestServer: Sendable {
    static let named = ProcessInfo.processInfo.environment["CLINICAL_NOTES_POSTGRESQL"] ?? ""
    static var isThere: Bool { !named.isEmpty }

    let address: String
    let schema: String
    let layout: Layout

    private init(address: String, schema: String, layout: Layout) {
        (self.address, self.schema, self.layout) = (address, schema, layout)
    }

    /// - Parameters:
    ///   - server: The server.
    ///   - layout: What the schema is like.
    ///   - isNamed: Whether the stores' connections bear the schema's name, so that they can be hung up on.
    init(at server: String = named, _ layout: Layout = .fast, isNamed: Bool = false) {
        self.layout = layout
        schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        address = isNamed ? server + "?application_name=\(schema)" : server
    }

    /// The hosts of the address with their ports, in their order.
    var hosts: [Substring] {
        let place = address.split(separator: "@").last?.split(separator: "/").first ?? ""
        return place.split(separator: ",")
    }

    /// The same schema as it is reached through other hosts.
    func through(_ hosts: some StringProtocol) -> TestServer {
        let own = self.hosts.joined(separator: ",")
        return TestServer(address: address.replacing(own, with: hosts), schema: schema, layout: layout)
    }

    /// The same schema on one server alone, by its number (``OwnServer``).
    func alone(_ number: Int) -> TestServer { through(hosts[number - 1]) }

    func open(_ options: String = "", needsStandby: Bool = false) async throws -> PostgreSQLNoteStore {
        try await PostgreSQLNoteStore(
            options.isEmpty ? address : address + "?" + options,
            schema: schema,
            path: layout.path,
            partitions: layout.partitions,
            needsStandby: needsStandby,
            by: .after(.seconds(30))
        )
    }

    /// A connection beside the store, of the same role or of the superuser.
    func connection(superuser: Bool = false) throws -> ServerConnection {
        let address = address.split(separator: "?").first.map(String.init) ?? ""
        let place = superuser ? address.replacing("//notes@", with: "//postgres@") : address
        var hosts = try ServerAddress(place).hosts
        let last = hosts.removeLast()
        for host in hosts {
            if let primary = try? ServerConnection(host, by: .after(.seconds(3))) { return primary }
        }
        return try ServerConnection(last, by: .after(.seconds(10)))
    }

    /// Runs statements beside the store; answers the first value of the last one as text.
    @discardableResult
    func sql(_ statements: String..., superuser: Bool = false) throws -> String {
        let connection = try connection(superuser: superuser)
        var answer = ""
        for statement in statements {
            let seen = try connection.ask(
                statement.replacing("SCHEMA.", with: "\(schema)."),
                by: .after(.seconds(10))
            )
            answer = seen.rows.isEmpty ? "" : seen.text(0, 0)
        }
        return answer
    }

    /// Hangs up, on the server's side, on whoever of this schema's stores holds a connection.
    func hangUp() throws {
        try sql(
            "SELECT count(pg_terminate_backend(pid))::text FROM pg_stat_activity WHERE application_name = '\(schema)'"
        )
    }
}
#endif
