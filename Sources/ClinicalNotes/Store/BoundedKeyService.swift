internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The host's key service, whose calls end by the deadline of their request, whether it keeps it or not.
struct BoundedKeyService: KeyService {
    private let service: any KeyService
    private let timeout: Duration
    private let watch = DeadlineWatch()

    init(_ service: any KeyService, timeout: Duration = CallTime.timeout) {
        self.service = service
        self.timeout = timeout
    }

    func practices(_ request: KeyRequest) async throws(CryptoError) -> Set<TenantID>? {
        try await inTime(request) { (service, request) async throws(CryptoError) in
            try await service.practices(request)
        }
    }

    func makeKey(
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> (wrapped: [UInt8], lease: KeyLease) {
        try await inTime(request) { (service, request) async throws(CryptoError) in
            try await service.makeKey(name, request)
        }
    }

    func unwrap(
        _ wrapped: [UInt8],
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyLease {
        try await inTime(request) { (service, request) async throws(CryptoError) in
            try await service.unwrap(wrapped, name, request)
        }
    }

    func destroy(
        _ name: KeyName,
        after moment: Instant,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyDestruction {
        try await inTime(request) { (service, request) async throws(CryptoError) in
            try await service.destroy(name, after: moment, request)
        }
    }

    func confirmClock(_ request: KeyRequest) async throws(CryptoError) {
        try await inTime(request) { (service, request) async throws(CryptoError) in
            try await service.confirmClock(request)
        }
    }

    private func inTime<Value: Sendable>(
        _ request: KeyRequest,
        _ call: @escaping @Sendable (any KeyService, KeyRequest) async throws(CryptoError) -> Value
    ) async throws(CryptoError) -> Value {
        let deadline = CallTime.step(timeout).orEarlier(request.deadline)
        let request = KeyRequest(id: request.id, deadline: deadline)
        return try await watch.ask(by: deadline) { [service] () async throws(CryptoError) in
            try await call(service, request)
        }
    }
}
