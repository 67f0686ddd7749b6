import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("The log is RFC 6962's, and its proofs prove nothing else")
struct MerkleLogTests {
    /// The leaves of the reference implementation's known answers.
    private static let data = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]

    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    private static let leaves = data.map { MerkleLog.leafHash([UInt8](hex: $0) ?? []) }

    private func leaves(_ count: Int) -> [Digest] {
        (0..<count).map { MerkleLog.leafHash([UInt8($0)]) }
    }

    @Test func `roots are the published ones`() {
        #expect(
            MerkleLog().root.description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        var log = MerkleLog()
        for (leaf, root) in zip(Self.leaves, Self.roots) {
            log.append(leaf)
            #expect(log.root.description == root)
        }
    }

    @Test func `published paths come out`() {
        let path = MerkleLog.inclusionProof(Self.leaves, 5).map(\.description)
        #expect(
            path == [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        )
        let growth = MerkleLog.consistencyProof(Self.leaves, from: 6).map(\.description)
        #expect(
            growth == [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        )
    }

    @Test func `a log continues from its frontier`() throws {
        var log = MerkleLog()
        for (number, leaf) in leaves(40).enumerated() {
            #expect(log.frontier.count == number.nonzeroBitCount)
            log = try MerkleLog(count: log.count, frontier: log.frontier)
            log.append(leaf)
            #expect(log.root == MerkleLog.root(of: leaves(number + 1)))
        }
        #expect(
            failure { () throws(CryptoError) in _ = try MerkleLog(count: 3, frontier: [.zero]) } == .malformed
        )
    }

    @Test func `every inclusion up to forty leaves is proved, and no wrong one`() {
        for size in 1...40 {
            let leaves = leaves(size)
            let root = MerkleLog.root(of: leaves)
            let all = MerkleLog.allInclusionProofs(leaves)
            for index in 0..<size {
                let proof = MerkleLog.inclusionProof(leaves, index)
                #expect(all[index] == proof)
                func holds(_ leaf: Digest, _ index: Int, _ size: Int, _ proof: [Digest], _ root: Digest)
                    -> Bool
                {
                    MerkleLog.verifyInclusion(
                        of: leaf,
                        at: UInt64(index),
                        size: UInt64(size),
                        proof: proof,
                        root: root
                    )
                }
                #expect(holds(leaves[index], index, size, proof, root))
                #expect(!holds(leaves[index], index, size, proof, Digest.of([1])))
                #expect(!holds(Digest.of([1]), index, size, proof, root))
                #expect(!holds(leaves[index], size, size, proof, root))
                #expect(!holds(leaves[index], index, size, proof + [root], root))
                if !proof.isEmpty {
                    #expect(!holds(leaves[index], index, size, Array(proof.dropLast()), root))
                    #expect(!holds(leaves[index], index ^ 1, size, proof, root))
                    for position in proof.indices {
                        var changed = proof
                        changed[position] = Digest.of([2])
                        #expect(!holds(leaves[index], index, size, changed, root))
                    }
                }
            }
        }
    }

    @Test func `every growth up to forty leaves is proved, and no wrong one`() {
        for size in 0...40 {
            let leaves = leaves(size)
            let root = MerkleLog.root(of: leaves)
            for old in 0...size {
                let oldRoot = MerkleLog.root(of: leaves.prefix(old))
                let proof = MerkleLog.consistencyProof(leaves, from: old)
                func holds(_ oldRoot: Digest, _ root: Digest, _ proof: [Digest]) -> Bool {
                    MerkleLog.verifyConsistency(
                        from: UInt64(old),
                        oldRoot,
                        to: UInt64(size),
                        root,
                        proof: proof
                    )
                }
                #expect(holds(oldRoot, root, proof))
                #expect(!holds(oldRoot, root, proof + [root]))
                #expect(!holds(Digest.of([1]), root, proof))
                if old > 0 { #expect(!holds(oldRoot, Digest.of([1]), proof)) }
                for position in proof.indices {
                    var changed = proof
                    changed[position] = Digest.of([2])
                    #expect(!holds(oldRoot, root, changed))
                    changed.remove(at: position)
                    #expect(!holds(oldRoot, root, changed))
                }
            }
        }
    }

    @Test func `a log never shrinks`() {
        let root = MerkleLog.root(of: leaves(4))
        #expect(!MerkleLog.verifyConsistency(from: 5, root, to: 4, root, proof: []))
    }
}
