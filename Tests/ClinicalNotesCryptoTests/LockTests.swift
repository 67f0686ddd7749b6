import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("A stored key needs both locks, and the outer one is renewed without the inner")
struct LockTests {
    let noteKey: HeldKey
    let compartment: HeldKey
    let epoch: HeldKey
    let nextEpoch: HeldKey

    init() throws {
        (noteKey, compartment) = (try .of(1), try .of(2))
        (epoch, nextEpoch) = (try .of(3), try .of(4))
    }

    private func locked() throws -> LockedKey {
        try LockedKey(
            locking: noteKey.key,
            as: .noteKey,
            at: .sample,
            inner: compartment.key,
            innerGeneration: 5,
            outer: epoch.key,
            epoch: 6
        )
    }

    @Test func `one lock takes 112 bytes, two take 192`() throws {
        let one = try KeyLock.lock(
            noteKey.key,
            as: .noteKey,
            at: .sample,
            under: compartment.key,
            generation: 1
        )
        #expect(one.count == 112)
        #expect(KeyLock.size == 112)
        #expect(try locked().bytes.count == 192)
        #expect(LockedKey.size == 192)
        let key = HeldKey(try KeyLock.unlock(one, as: .noteKey, at: .sample, under: compartment.key))
        #expect(key.copied == noteKey.copied)
    }

    @Test func `both keys together open, and tell their generations before`() throws {
        let locked = try locked()
        #expect(try locked.epoch == 6)
        #expect(try locked.openOuter(at: .sample, under: epoch.key).generation == 5)
        let key = HeldKey(
            try locked.unlock(as: .noteKey, at: .sample, inner: compartment.key, outer: epoch.key)
        )
        #expect(key.copied == noteKey.copied)
    }

    @Test func `neither key alone opens`() throws {
        let locked = try locked()
        for (inner, outer) in [(compartment, nextEpoch), (epoch, epoch), (compartment, compartment)] {
            let code = failure { () throws(CryptoError) in
                _ = try locked.unlock(as: .noteKey, at: .sample, inner: inner.key, outer: outer.key)
            }
            #expect(code == .cannotOpen)
        }
    }

    @Test func `a renewed key opens under the new epoch key alone`() throws {
        let renewed = try locked().renew(at: .sample, outerFrom: epoch.key, to: nextEpoch.key, epoch: 7)
        #expect(try renewed.epoch == 7)
        let key = HeldKey(
            try renewed.unlock(as: .noteKey, at: .sample, inner: compartment.key, outer: nextEpoch.key)
        )
        #expect(key.copied == noteKey.copied)
        let code = failure { () throws(CryptoError) in
            _ = try renewed.unlock(as: .noteKey, at: .sample, inner: compartment.key, outer: epoch.key)
        }
        #expect(code == .cannotOpen)
    }

    @Test func `every byte, every part of the place and the kind are bound`() throws {
        let locked = try locked()
        for byte in 0..<192 {
            let changed = try LockedKey(locked.bytes.flipping(byte))
            let code = failure { () throws(CryptoError) in
                _ = try changed.unlock(as: .noteKey, at: .sample, inner: compartment.key, outer: epoch.key)
            }
            #expect(code == .cannotOpen || code == .malformed, "byte \(byte)")
        }
        for place in Address.sample.neighbors {
            let code = failure { () throws(CryptoError) in
                _ = try locked.unlock(as: .noteKey, at: place, inner: compartment.key, outer: epoch.key)
            }
            #expect(code == .cannotOpen)
        }
        let code = failure { () throws(CryptoError) in
            _ = try locked.unlock(as: .compartmentKey, at: .sample, inner: compartment.key, outer: epoch.key)
        }
        #expect(code == .cannotOpen)
    }

    @Test func `only keys are locked, and only 192 bytes are a locked key`() {
        #expect(
            failure { () throws(CryptoError) in
                _ = try KeyLock.lock(
                    noteKey.key,
                    as: .header,
                    at: .sample,
                    under: epoch.key,
                    generation: 0
                )
            } == .malformed
        )
        #expect(
            failure { () throws(CryptoError) in _ = try LockedKey([UInt8](repeating: 0, count: 191)) }
                == .malformed
        )
    }
}
