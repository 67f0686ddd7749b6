#if PostgreSQL
internal import ClinicalNotesStorage
internal import Foundation

/// Where a database is: one or more hosts that are tried in their order, and what else a connection needs.
struct ServerAddress: Sendable {
    /// The options of libpq for each host.
    let hosts: [[String: String]]

    /// Reads an address of libpq, a URI or a list of options, or throws `invalidLocation`.
    ///
    /// What it leaves open libpq takes from the environment, so that is looked at, too: it must not be a way around the proof that a
    /// server elsewhere owes.
    init(
        _ text: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(StorageError) {
        guard !text.utf8.contains(0), var options = ServerConnection.options(of: text) else {
            throw StorageError(.invalidLocation)
        }
        let service = options["service"] ?? environment["PGSERVICE"]
        if service == nil {
            for (name, variable) in Self.variables { options[name] = options[name] ?? environment[variable] }
        }
        options["target_session_attrs"] = "read-write"
        options["client_encoding"] = "UTF8"
        options["application_name"] = options["application_name"] ?? "clinical-notes"
        let lists = ["host", "hostaddr", "port"].map { name in
            (
                name,
                options[name]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
            )
        }
        let count = lists.map(\.1.count).max() ?? 0
        guard lists.allSatisfy({ [0, 1, count].contains($0.1.count) }), lists[0].1.count != 1 || count <= 1
        else {
            throw StorageError(.invalidLocation)
        }
        // libpq gives each host a time only where it may hold the thread, so each is tried by itself.
        hosts = (0..<max(1, count)).map { place in
            var host = options
            for (name, values) in lists where !values.isEmpty {
                host[name] = values[values.count == 1 ? 0 : place]
            }
            if host["sslmode"] == nil, service != nil || !Self.isLocal(host) {
                host["sslmode"] = "verify-full"
            }
            return host
        }
    }

    private static let variables = [
        ("host", "PGHOST"), ("hostaddr", "PGHOSTADDR"), ("port", "PGPORT"), ("sslmode", "PGSSLMODE"),
    ]

    /// Whether what is sent stays on this machine.
    private static func isLocal(_ host: [String: String]) -> Bool {
        let name = host["hostaddr"] ?? host["host"] ?? ""
        return name.isEmpty || name.hasPrefix("/") || name.hasPrefix("@")
            || ["127.0.0.1", "::1", "localhost"].contains(name)
    }
}
#endif
