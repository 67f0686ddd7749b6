import ClinicalNotesModel
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ClinicalNotesCrypto

@Suite("The key file opens for its owner alone, answers a repeat the same, and forgets what it must")
struct LocalKeyServiceTests {
    final class Clock: Sendable {
        private let time = Mutex<Int64>(1_000)
        var now: Instant { Instant(milliseconds: time.withLock { $0 }) }
        func set(_ milliseconds: Int64) { time.withLock { $0 = milliseconds } }
    }

    let folder: TemporaryFolder
    let clock = Clock()
    let name = KeyName(tenant: TenantID(id(1)), purpose: .epoch, generation: 7)

    init() throws { folder = try TemporaryFolder() }

    private func service(_ passphrase: String = "open sesame", creating: Bool = true) throws(CryptoError)
        -> LocalKeyService
    {
        try LocalKeyService(
            file: folder.file("keys"),
            passphrase: SensitiveBytes(passphrase.utf8),
            creating: creating,
            cost: .smallest,
            clock: { [clock] in clock.now }
        )
    }

    private func request(_ byte: UInt8 = 0x50) -> KeyRequest { KeyRequest(id: id(byte), deadline: .never) }

    @Test func `a key comes back, also from a service opened anew`() async throws {
        let (wrapped, lease) = try await service().makeKey(name, request())
        #expect(wrapped.count == 112)
        #expect(lease.name == name)
        #expect(!lease.hasExpired)
        let again = try await service(creating: false).unwrap(wrapped, name, request(0x51))
        #expect(again.key.withBytes { $0.copiedBytes } == lease.key.withBytes { $0.copiedBytes })
    }

    @Test func `a repeat is answered the same, another request is not`() async throws {
        let service = try service()
        let (first, _) = try await service.makeKey(name, request())
        let (repeated, _) = try await self.service().makeKey(name, request())
        let (other, _) = try await service.makeKey(name, request(0x51))
        let next = KeyName(tenant: name.tenant, purpose: name.purpose, generation: 8)
        let (elsewhere, _) = try await service.makeKey(next, request())
        #expect(first == repeated)
        #expect(Set([first, other, elsewhere]).count == 3)
    }

    @Test func `the practices are those that there is a key of, in the file as it stands`() async throws {
        let service = try service()
        #expect(try await service.practices(request()) == [])
        let other = KeyName(tenant: TenantID(id(2)), purpose: .audit, generation: 1)
        for name in [name, other] { _ = try await service.makeKey(name, request()) }
        #expect(try await self.service(creating: false).practices(request()) == [name.tenant, other.tenant])
        _ = try await service.destroy(other, after: clock.now, request())
        #expect(try await service.practices(request()) == [name.tenant])
    }

    @Test func `another name, a changed byte and an unknown name are refused`() async throws {
        let service = try service()
        let (wrapped, _) = try await service.makeKey(name, request())
        let others = [
            KeyName(tenant: TenantID(id(2)), purpose: name.purpose, generation: 7),
            KeyName(tenant: name.tenant, purpose: .tenantKey, generation: 7),
            KeyName(tenant: name.tenant, purpose: name.purpose, generation: 8),
        ]
        for other in others {
            #expect(
                await asyncFailure { () async throws(CryptoError) in
                    _ = try await service.unwrap(wrapped, other, request())
                }
                    == .keyUnavailable
            )
            _ = try await service.makeKey(other, request())
            #expect(
                await asyncFailure { () async throws(CryptoError) in
                    _ = try await service.unwrap(wrapped, other, request())
                }
                    == .cannotOpen
            )
        }
        for byte in wrapped.indices {
            let code = await asyncFailure { () async throws(CryptoError) in
                _ = try await service.unwrap(wrapped.flipping(byte), name, request())
            }
            #expect(code == .cannotOpen || code == .malformed)
        }
    }

    @Test func `a passed deadline does nothing`() async throws {
        let service = try service()
        let late = KeyRequest(id: id(1), deadline: .after(.seconds(-1)))
        #expect(
            await asyncFailure { () async throws(CryptoError) in _ = try await service.makeKey(name, late) }
                == .timedOut
        )
        #expect(
            await asyncFailure { () async throws(CryptoError) in _ = try await service.unwrap([], name, late)
            }
                == .timedOut
        )
        #expect(
            await asyncFailure { () async throws(CryptoError) in
                _ = try await service.destroy(name, after: Instant(milliseconds: 0), late)
            } == .timedOut
        )
        #expect(
            await asyncFailure { () async throws(CryptoError) in
                _ = try await service.unwrap([], name, request())
            }
                == .keyUnavailable
        )
    }

    @Test func `a key opens until its moment, and never after, in any process`() async throws {
        let service = try service()
        let (wrapped, _) = try await service.makeKey(name, request())
        let moment = Instant(milliseconds: 5_000)
        #expect(try await service.destroy(name, after: moment, request()) == .pending(until: moment))
        let later = Instant(milliseconds: 9_000)
        #expect(
            try await service.destroy(name, after: later, request()) == .pending(until: moment),
            "never later"
        )
        let sooner = Instant(milliseconds: 4_000)
        #expect(try await service.destroy(name, after: sooner, request()) == .pending(until: sooner))
        clock.set(3_999)
        let other = try self.service()
        _ = try await other.unwrap(wrapped, name, request())
        clock.set(4_000)
        for service in [service, other, try self.service()] {
            #expect(
                await asyncFailure { () async throws(CryptoError) in
                    _ = try await service.unwrap(wrapped, name, request())
                }
                    == .destroyed
            )
        }
        clock.set(0)
        for service in [service, try self.service()] {
            #expect(
                await asyncFailure { () async throws(CryptoError) in
                    _ = try await service.unwrap(wrapped, name, request())
                }
                    == .destroyed,
                "a clock that is put back revives nothing"
            )
            #expect(
                await asyncFailure { () async throws(CryptoError) in
                    _ = try await service.makeKey(name, request())
                }
                    == .destroyed
            )
            #expect(try await service.destroy(name, after: moment, request()) == .final)
        }
    }

    @Test func `a clock that jumped ahead destroys no key, also for a service that begins with it`()
        async throws
    {
        let service = try service()
        let (wrapped, _) = try await service.makeKey(name, request())
        let moment = clock.now + .seconds(30 * 86_400)
        #expect(try await service.destroy(name, after: moment, request()) == .pending(until: moment))
        clock.set((moment + .seconds(86_400)).milliseconds)
        let later = try self.service()
        for service in [service, later] { _ = try await service.unwrap(wrapped, name, request()) }
        try await later.confirmClock(request())
        for service in [service, later, try self.service()] {
            let code = await asyncFailure { () async throws(CryptoError) in
                _ = try await service.unwrap(wrapped, name, request())
            }
            #expect(code == .destroyed, "what was confirmed holds for every process")
        }
    }

    @Test func `a clock that goes on day by day is believed, however long it takes`() async throws {
        let (wrapped, _) = try await service().makeKey(name, request())
        let moment = clock.now + .seconds(30 * 86_400)
        _ = try await service().destroy(name, after: moment, request())
        for _ in 0..<10 {
            clock.set((clock.now + .seconds(3 * 86_400)).milliseconds)
            _ = try? await service().unwrap(wrapped, name, request())
        }
        let code = await asyncFailure { () async throws(CryptoError) in
            _ = try await service().unwrap(wrapped, name, request())
        }
        #expect(code == .destroyed)
    }

    @Test func `destroying at once is final, and destroying nothing is told`() async throws {
        let service = try service()
        #expect(
            await asyncFailure { () async throws(CryptoError) in
                _ = try await service.destroy(name, after: clock.now, request())
            } == .keyUnavailable
        )
        _ = try await service.makeKey(name, request())
        #expect(try await service.destroy(name, after: clock.now, request()) == .final)
    }

    @Test func `two services on one file see each other's keys`() async throws {
        let (first, second) = (try service(), try service())
        let (one, _) = try await first.makeKey(name, request())
        let next = KeyName(tenant: name.tenant, purpose: .tenantKey, generation: 1)
        let (two, _) = try await second.makeKey(next, request())
        _ = try await second.unwrap(one, name, request())
        _ = try await first.unwrap(two, next, request())
        _ = try await service().unwrap(one, name, request())
    }

    @Test func `a wrong passphrase, garbage, a newer version and a folder are told apart`() async throws {
        _ = try await service().makeKey(name, request())
        #expect(failure { () throws(CryptoError) in _ = try service("close sesame") } == .wrongPassphrase)
        #expect(failure { () throws(CryptoError) in _ = try service("") } == .passphraseEmpty)
        let good = try folder.read("keys")
        for (bytes, code) in [
            (good.flipping(good.count / 2), CryptoError.Code.fileInvalid),
            (Array(good.dropLast()), .fileInvalid),
            ([], .fileInvalid), ([UInt8](repeating: 0x41, count: 500), .fileInvalid),
            (good.flipping(16, 4), .newerFormat),
        ] {
            try folder.write(bytes, "keys")
            #expect(failure { () throws(CryptoError) in _ = try service() } == code)
            #expect(try folder.read("keys") == bytes, "nothing is written over it")
        }
        try folder.write(good, "keys")
        _ = try service()
        #expect(
            failure { () throws(CryptoError) in
                _ = try LocalKeyService(file: folder.path, passphrase: SensitiveBytes([1]), cost: .smallest)
            } == .fileInvalid
        )
        #expect(
            failure { () throws(CryptoError) in
                _ = try LocalKeyService(
                    file: folder.file("no/such/folder"),
                    passphrase: SensitiveBytes([1]),
                    cost: .smallest
                )
            } == .fileInvalid
        )
    }

    @Test func `a file that is not there is made only when asked for`() {
        #expect(failure { () throws(CryptoError) in _ = try service(creating: false) } == .fileMissing)
        #expect(!FileManager.default.fileExists(atPath: folder.file("keys")))
    }

    @Test func `a file that vanishes makes the service unavailable`() async throws {
        let service = try service()
        try FileManager.default.removeItem(atPath: folder.file("keys"))
        #expect(
            await asyncFailure { () async throws(CryptoError) in
                _ = try await service.makeKey(name, request())
            }
                == .keyServiceUnavailable
        )
    }

    @Test func `the root key can come from the environment`() async throws {
        let variable = "CLINICAL_NOTES_TEST_ROOT_KEY"
        func service() throws(CryptoError) -> LocalKeyService {
            try LocalKeyService(file: folder.file("env"), rootKeyFromEnvironment: variable)
        }
        unsafe unsetenv(variable)
        #expect(failure { () throws(CryptoError) in _ = try service() } == .keyUnavailable)
        for text in ["", "00", String(repeating: "g", count: 64), String(repeating: "0", count: 65)] {
            unsafe setenv(variable, text, 1)
            #expect(failure { () throws(CryptoError) in _ = try service() } == .malformed)
        }
        unsafe setenv(variable, String(repeating: "5a", count: 32), 1)
        let (wrapped, _) = try await service().makeKey(name, request())
        _ = try await service().unwrap(wrapped, name, request())
        unsafe setenv(variable, String(repeating: "5b", count: 32), 1)
        #expect(failure { () throws(CryptoError) in _ = try service() } == .wrongPassphrase)
        unsafe unsetenv(variable)
        #expect(
            failure { () throws(CryptoError) in
                _ = try LocalKeyService(file: folder.file("env"), passphrase: SensitiveBytes([1]))
            } == .wrongPassphrase
        )
    }

    @Test func `the file holds neither keys nor passphrase in the clear`() async throws {
        let (_, lease) = try await service().makeKey(name, request())
        let file = try folder.read("keys")
        let key = lease.key.withBytes { $0.copiedBytes }
        for secret in [key, Array("open sesame".utf8), name.tenant.bytes.bytes] {
            #expect(!file.indices.contains { file[$0...].starts(with: secret) })
        }
    }
}
