import ClinicalNotes
import TestSupport

/// What a practice is founded with and opened with, each to be exchanged.
struct FoundedPractice {
    var store: any NoteStore = InMemoryNoteStore()
    var keys: any KeyService = InMemoryKeyService()
    var anchor: any Anchor = NoAnchor()

    @discardableResult
    func found(_ tenant: TenantID? = nil) async throws(NotesError) -> NoteVault {
        try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: PracticeDirectory(),
            anchor: anchor,
            tenant: tenant
        )
    }

    @discardableResult
    func open(_ tenant: TenantID? = nil) async throws(NotesError) -> NoteVault {
        try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: PracticeDirectory(),
            anchor: anchor,
            tenant: tenant
        )
    }

    /// What founding is refused with, and where.
    func refusalOfFounding(_ tenant: TenantID? = nil) async -> String? {
        await refusal { try await found(tenant) }
    }

    /// What opening is refused with, and where.
    func refusalOfOpening(_ tenant: TenantID? = nil) async -> String? {
        await refusal { try await open(tenant) }
    }

    /// Every row of a practice, and the pointer.
    func rows(of tenant: TenantID) async throws -> [RecordKey] {
        var keys: [RecordKey] = []
        for tenant in [TenantID(.zero), tenant] {
            keys += try await store.list(
                tenant,
                owner: nil,
                collection: nil,
                after: nil,
                limit: .max,
                by: .never
            ).map(\.key)
        }
        return keys
    }
}

/// A key service that cannot list its practices.
final class ReticentKeyService: KeyService {
    private let base: any KeyService

    init(_ base: any KeyService) { self.base = base }

    func practices(_ request: KeyRequest) async throws(CryptoError) -> Set<TenantID>? { nil }

    func makeKey(
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> (wrapped: [UInt8], lease: KeyLease) {
        try await base.makeKey(name, request)
    }

    func unwrap(
        _ wrapped: [UInt8],
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyLease { try await base.unwrap(wrapped, name, request) }

    func destroy(
        _ name: KeyName,
        after moment: Instant,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyDestruction { try await base.destroy(name, after: moment, request) }
}
