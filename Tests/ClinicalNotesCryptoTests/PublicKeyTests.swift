import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("Public keys whose secrets nobody can hold alone")
struct PublicKeyTests {
    private static let end = String(repeating: "ff", count: 30)
    private static let zeros = String(repeating: "00", count: 31)

    /// What an X25519 key must not be: of order 1, 2, 4 or 8, or not below the prime.
    static let boxKeys = [
        zeros + "00", "01" + zeros,
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ec" + end + "7f", "ed" + end + "7f", "ee" + end + "7f", "f6" + end + "7f", "ff" + end + "ff",
        zeros + "80", "09" + String(repeating: "00", count: 30) + "80",
    ]

    /// What an Ed25519 key must not be: of order 1, 2, 4 or 8, not the canonical encoding of a point, no point at all, or a
    /// point outside the main subgroup.
    static let signingKeys = [
        "01" + zeros, "ec" + end + "7f", zeros + "00", zeros + "80",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ed" + end + "7f", "ee" + end + "7f", "ed" + end + "ff", "ff" + end + "ff", "02" + zeros,
        "fbb3211d177bccefd763d01a88f6473e43e5cf0a0740e44ab5c64460eefd4675",
    ]

    @Test(arguments: boxKeys)
    func `an X25519 key of low order, or not below the prime, is not usable`(hex: String) throws {
        let bytes = try #require([UInt8](hex: hex))
        #expect(BoxPublicKey(bytes)?.isUsable == false)
    }

    @Test(arguments: signingKeys)
    func `an Ed25519 key that is no canonical point of the main subgroup is not usable`(hex: String) throws {
        let bytes = try #require([UInt8](hex: hex))
        #expect(SigningPublicKey(bytes)?.isUsable == false)
    }

    @Test func `generated keys are usable`() throws {
        for _ in 0..<100 {
            #expect(try Keyring.generate(for: PrincipalID(id(1))).publicKeys.areUsable)
        }
        let last = try #require([UInt8](hex: "eb" + Self.end + "7f"))
        #expect(BoxPublicKey(last)?.isUsable == true)
    }
}
