#if PostgreSQL
internal import ClinicalNotesStorage

/// Where a database is: one or more hosts that are tried in their order, and what else a connection needs.
struct ServerAddress: Sendable {
    /// The options of libpq for each host.
    let hosts: [[String: String]]

    /// Reads an address of libpq, a URI or a list of options, or throws `invalidLocation`.
    init(_ text: String) throws(StorageError) {
        guard !text.utf8.contains(0), var options = ServerConnection.options(of: text) else {
            throw StorageError(.invalidLocation)
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
            if host["sslmode"] == nil, !Self.isLocal(host) { host["sslmode"] = "verify-full" }
            return host
        }
    }

    /// Whether what is sent stays on this machine.
    private static func isLocal(_ host: [String: String]) -> Bool {
        let name = host["hostaddr"] ?? host["host"] ?? ""
        return name.isEmpty || name.hasPrefix("/") || name.hasPrefix("@")
            || ["127.0.0.1", "::1", "localhost"].contains(name)
    }
}
#endif
