internal import ArgumentParser
internal import ClinicalNotes
internal import Foundation

/// Counts what a practice has in its store, as whoever holds the database can; needs no keys.
struct Stats: AdminCommand {
    static let configuration = CommandConfiguration(
        abstract: "Counts the records of a practice and their bytes, by storage class; needs no keys."
    )

    @OptionGroup var place: StorePlace
    @OptionGroup var output: Output

    private static let names: [RecordCollection: String] = [
        .owner: "owner", .directory: "directory", .header: "header", .key: "key", .revision: "revision",
        .history: "history", .log: "log", .audit: "audit", .auditTree: "auditTree", .tenant: "tenant",
        .receipt: "receipt", .identity: "identity", .upload: "upload", .segment: "segment",
    ]

    func answer() async throws -> Answer {
        let store = try await place.open()
        do {
            let answer = try await count(store)
            try await store.close()
            return answer
        } catch {
            try? await store.close()
            throw error
        }
    }

    private func count(_ store: any CopyableStore) async throws -> Answer {
        guard let tenant = try await tenant(in: store) else { throw NotesError(.unfounded, at: "store") }
        let snapshot = try await store.snapshot(by: .after(.seconds(30)))
        var (records, bytes, owners): ([String: Int], [String: Int], Set<OwnerID>) = ([:], [:], [])
        var (entries, after): (Int, RecordKey?) = (0, nil)
        do {
            while true {
                let page = try await snapshot.records(
                    of: tenant,
                    after: after,
                    limit: 64,
                    by: .after(.seconds(30))
                )
                guard let last = page.last?.record.key else { break }
                for copy in page {
                    let name =
                        Self.names[copy.record.key.collection] ?? "\(copy.record.key.collection.rawValue)"
                    records[name, default: 0] += 1
                    bytes[name, default: 0] += copy.record.value.count
                    owners.insert(copy.record.key.owner)
                    entries += copy.index.count
                }
                after = last
            }
        } catch {
            await snapshot.end()
            throw error
        }
        await snapshot.end()
        return Answer([
            ("well", .flag(true)), ("tenant", .text("\(tenant)")), ("owners", .number(owners.count)),
            ("records", .numbers(records)), ("bytes", .numbers(bytes)), ("indexEntries", .number(entries)),
            ("totalRecords", .number(records.values.reduce(0, +))),
            ("totalBytes", .number(bytes.values.reduce(0, +))),
        ])
    }

    /// The practice that is named, or the first that was founded in the store.
    private func tenant(in store: any NoteStore) async throws -> TenantID? {
        if let named = try place.named { return named }
        let rows = try await store.list(
            TenantID(.zero),
            owner: nil,
            collection: .tenant,
            after: nil,
            limit: 1,
            by: .after(.seconds(30))
        )
        return rows.first.flatMap { Bytes16($0.value.joined.dropFirst()) }.map { TenantID($0) }
    }
}
