import ClinicalNotes
import Foundation
import TestSupport
import Testing

@Suite("A practice is founded once, and opening founds none")
struct FoundingTests {
    private let first = TenantID(Entropy.system.bytes16())
    private let second = TenantID(Entropy.system.bytes16())

    @Test("opening an empty store is refused, and leaves it empty")
    func empty() async throws {
        let practice = FoundedPractice(anchor: TamperedPractice.temporaryAnchor())
        #expect(await practice.refusalOfOpening() == "NotesError(unfounded at store)")
        #expect(await practice.refusalOfOpening(first) == "NotesError(unfounded at store)")
        #expect(try await practice.rows(of: first).isEmpty)
    }

    @Test("what was founded is opened, and founded no second time: by its store, its keys or its anchor")
    func once() async throws {
        let practice = FoundedPractice(anchor: TamperedPractice.temporaryAnchor())
        let tenant = try await practice.found().tenant
        #expect(try await practice.open().tenant == tenant)
        #expect(try await practice.open(tenant).tenant == tenant)
        let rows = try await practice.rows(of: tenant)
        #expect(rows.count == 2)
        for name in [nil, tenant] {
            #expect(await practice.refusalOfFounding(name) == "NotesError(alreadyFounded at store)")
        }
        // A deleted database beside the key file, and then without it.
        var lost = practice
        lost.store = InMemoryNoteStore()
        for name in [nil, tenant] {
            #expect(await lost.refusalOfOpening(name) == "NotesError(unfounded at store)")
            #expect(await lost.refusalOfFounding(name) == "NotesError(alreadyFounded at keys)")
        }
        lost.keys = InMemoryKeyService()
        let state = AnchoredCheckpoint(size: 3, root: Digest.of([3]))
        let log = "clinical-notes/audit/\(tenant)"
        let begun = try await practice.anchor.latest(log)
        #expect(begun?.size == 0)
        #expect(try await practice.anchor.advance(log, to: state, expecting: begun))
        #expect(await lost.refusalOfFounding(tenant) == "NotesError(alreadyFounded at anchor)")
        #expect(try await practice.rows(of: tenant) == rows)
    }

    @Test("a pointer that is gone, rewritten or names nothing, and a record that is gone, are refused")
    func pointers() async throws {
        let store = TamperingStore()
        let practice = FoundedPractice(store: store)
        let vault = try await practice.found()
        _ = try await vault.register(Person(legalName: "Ana"), idempotencyKey: "ana")
        let pointer = try #require(try await practice.rows(of: vault.tenant).first)
        let record = RecordKey(
            tenant: vault.tenant,
            owner: vault.tenant.owner,
            collection: .tenant,
            record: RecordID(.zero)
        )
        let whole = store.image
        func opened(_ alter: (inout StoreImage) -> Void) async -> [String?] {
            store.image = whole
            var altered = whole
            alter(&altered)
            store.image = altered
            let told = await practice.refusalOfOpening()
            // None of them is founded anew.
            #expect(await practice.refusalOfFounding()?.hasPrefix("NotesError(alreadyFounded") ?? false)
            return [told, await practice.refusalOfOpening(vault.tenant)]
        }
        #expect(await opened { $0[pointer] = nil } == ["NotesError(practiceMissing at store.pointer)", nil])
        #expect(
            await opened { $0[record] = nil } == [
                "NotesError(practiceMissing at store.practice)",
                "NotesError(practiceMissing at store.practice)",
            ]
        )
        let stranger = [1] + Entropy.system.bytes16().bytes
        #expect(
            await opened { $0[pointer]?.value = stranger } == [
                "NotesError(foreignPractice at store.pointer)", nil,
            ]
        )
        // Another practice in the same store is not opened in its place.
        store.image = whole
        let other = FoundedPractice(store: store)
        _ = try await other.found(second)
        let both = store.image
        #expect(
            await opened {
                $0 = both
                $0[pointer]?.value = [1] + second.bytes.bytes
            } == ["NotesError(foreignPractice at store.pointer)", nil]
        )
    }

    @Test("of several practices each is opened by its name, and none without")
    func several() async throws {
        let practice = FoundedPractice()
        try await practice.found(first)
        #expect(try await practice.open().tenant == first)
        try await practice.found(second)
        #expect(await practice.refusalOfOpening() == "NotesError(tenantRequired at tenant)")
        #expect(await practice.refusalOfFounding() == "NotesError(alreadyFounded at store)")
        for tenant in [first, second] { #expect(try await practice.open(tenant).tenant == tenant) }
        let reticent = FoundedPractice(keys: ReticentKeyService(InMemoryKeyService()))
        let tenant = try await reticent.found().tenant
        #expect(await reticent.refusalOfOpening() == "NotesError(tenantRequired at tenant)")
        #expect(try await reticent.open(tenant).tenant == tenant)
        let stranger = FoundedPractice(store: reticent.store)
        #expect(await stranger.refusalOfOpening(tenant) == "NotesError(foreignPractice at keys)")
    }

    @Test(
        "a founding that broke off anywhere is gone on with, and there is one practice",
        arguments: [false, true]
    )
    func brokenOff(isNamed: Bool) async throws {
        var broken = 0
        for fault in FaultyStore.Fault.allCases {
            var number = 1
            while true {
                let store = FaultyStore()
                let keys = InMemoryKeyService()
                let practice = FoundedPractice(
                    store: store,
                    keys: keys,
                    anchor: TamperedPractice.temporaryAnchor()
                )
                store.arm(fault, onCall: number)
                let told = await practice.refusalOfFounding(isNamed ? first : nil)
                guard store.disarm() else { break }
                number += 1
                if told != nil {
                    broken += 1
                    let again = await practice.refusalOfFounding(isNamed ? first : nil)
                    #expect(
                        again == nil || again == "NotesError(alreadyFounded at store)",
                        "\(fault) \(number)"
                    )
                }
                let vault = try await practice.open()
                let held = try await keys.practices(KeyRequest(id: .zero, deadline: .never))
                #expect(held == [vault.tenant])
                #expect(try await practice.rows(of: vault.tenant).count == 2)
                #expect(await practice.refusalOfFounding() == "NotesError(alreadyFounded at store)")
            }
        }
        #expect(broken > 10)
    }

    @Test("an anchor that cannot be written ends a founding before the practice exists")
    func unwritableAnchor() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "found-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let anchor = FileAnchor(path: folder.appending(path: "anchor").path)
        let practice = FoundedPractice(anchor: anchor)
        #expect(await practice.refusalOfFounding(first) != nil)
        #expect(await practice.refusalOfOpening(first) == "NotesError(unfounded at store)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #expect(try await practice.found(first).tenant == first)
        #expect(try await practice.open(first).tenant == first)
    }
}
