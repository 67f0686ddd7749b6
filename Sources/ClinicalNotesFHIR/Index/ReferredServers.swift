/// Which server those resources are of that came without an address: the one to which alone their notes refer by address.
///
/// A server's own export has no addresses of its resources, and may still refer to them by address. That is believed for
/// each type by itself, and only as long as no note refers in another way to that type: else what has the address may be
/// another server's, and somebody else.
struct ReferredServers: Sendable {
    private enum Referred {
        case to(NameDigest)
        case inSeveralWays
    }

    private var referred: [String: Referred] = [:]

    /// Takes in to whom and what a note refers that came without an address.
    mutating func add(_ note: JSONObject) {
        let context = note.object("context")
        var texts = ["subject", "encounter"].compactMap { note.object($0)?.string("reference") }
        texts += ["author", "performer", "resultsInterpreter"]
            .flatMap { note.objects($0) }.compactMap { $0.string("reference") }
        texts += (context?.objects("encounter") ?? []).compactMap { $0.string("reference") }
        texts += InputIndex.attachments(of: note).filter { $0["data"] == nil }.compactMap { $0.string("url") }
        for text in texts { add(WrittenReference(address: text)) }
    }

    private mutating func add(_ reference: WrittenReference) {
        switch reference.form {
        case .local(let type, _): referred[type] = .inSeveralWays
        case .address(let address):
            guard let url = RestfulURL(address) else { return }
            let server = NameDigest(url.base)
            switch referred[url.resourceType] {
            case nil: referred[url.resourceType] = .to(server)
            case .to(server): break
            case .to, .inSeveralWays: referred[url.resourceType] = .inSeveralWays
            }
        case .none, .contained, .search, .unreadable: break
        }
    }

    /// Whether what an address names may be what came without one.
    func isOwn(_ url: RestfulURL) -> Bool {
        if case .to(let server) = referred[url.resourceType] { server == NameDigest(url.base) } else { false }
    }
}
