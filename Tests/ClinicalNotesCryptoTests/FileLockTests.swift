import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotesCrypto

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("A file that another process has locked")
struct FileLockTests {
    /// The lock of another opening of the file, which to the system is as good as another process.
    private struct Lock {
        let descriptor: Int32

        init(of path: String) {
            descriptor = unsafe open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            #expect(flock(descriptor, LOCK_EX) == 0)
        }

        func end() { close(descriptor) }
    }

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("lets requests for keys end at their deadline, and other tasks go on")
    func keys() async throws {
        let path = folder.file("keys")
        let service = try LocalKeyService(
            file: path,
            passphrase: SensitiveBytes("open sesame".utf8),
            cost: .smallest
        )
        let name = KeyName(tenant: TenantID(id(1)), purpose: .tenantKey, generation: 1)
        let made = try await service.makeKey(name, KeyRequest(id: id(2), deadline: .never))
        let lock = Lock(of: path)
        let begin = ContinuousClock().now
        // More than the machine has threads for: were one of them held, nothing else would run.
        await withTaskGroup { group in
            for number in 0..<32 as Range<UInt8> {
                group.addTask {
                    let request = KeyRequest(id: id(number), deadline: .after(.milliseconds(300)))
                    let code = await asyncFailure { () throws(CryptoError) in
                        _ = try await service.unwrap(made.wrapped, name, request)
                    }
                    #expect(code == .timedOut)
                }
            }
            group.addTask { try? await Task.sleep(for: .milliseconds(10)) }
            await group.waitForAll()
        }
        #expect(begin.duration(to: ContinuousClock().now) < .seconds(120))
        lock.end()
        _ = try await service.unwrap(made.wrapped, name, KeyRequest(id: id(3), deadline: .never))
    }

    @Test("lets whoever waits for an anchor be cancelled, and the next one in when it is free")
    func anchor() async throws {
        let path = folder.file("anchor")
        let anchor = FileAnchor(path: path)
        let lock = Lock(of: path)
        let state = AnchoredCheckpoint(size: 1, root: .zero)
        let waiting = Task {
            await asyncFailure { () throws(CryptoError) in
                _ = try await anchor.advance("log", to: state, expecting: nil)
            }
        }
        let patient = Task { try await anchor.advance("log", to: state, expecting: nil) }
        try await Task.sleep(for: .milliseconds(20))
        // Reading needs no lock.
        #expect(try await anchor.latest("log") == nil)
        waiting.cancel()
        #expect(await waiting.value == .cancelled)
        lock.end()
        #expect(try await patient.value)
        #expect(try await anchor.latest("log") == state)
    }
}
