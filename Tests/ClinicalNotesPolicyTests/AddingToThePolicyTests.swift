import ClinicalNotesModel
import Foundation
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

/// What the page `Documentation/AddingToThePolicy.md` says is done here.
@Suite("Adding to the policy")
struct AddingToThePolicyTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The files of the library that name all of some values, so that one more value changes them.
    private static func files(naming values: [String]) throws -> Set<String> {
        let folder = root.appending(path: "Sources")
        let found = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var names: Set<String> = []
        for case let file as URL in found where file.pathExtension == "swift" {
            let words = try String(contentsOf: file, encoding: .utf8)
                .split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            if Set(words.map(String.init)).isSuperset(of: values) { names.insert(file.lastPathComponent) }
        }
        return names
    }

    /// The name of the case whose words these are.
    private static func name(_ words: String) -> String {
        let words = words.split(separator: "-")
        return words.dropFirst().reduce(String(words.first ?? "")) {
            $0 + $1.prefix(1).uppercased() + $1.dropFirst()
        }
    }

    @Test("A role more changes the list of roles, whom house rules may name, and one count")
    func role() throws {
        let named = PrincipalRole.allCases.map { Self.name($0.rawValue) }
        #expect(try Self.files(naming: named) == ["PrincipalRole.swift"])
        // House rules name no role of the patient, or of who stands in the patient's place.
        let others = ThirdPartyRole.allCases.map { Self.name($0.rawValue) }
        #expect(try Self.files(naming: others) == ["PrincipalRole.swift", "ThirdPartyRole.swift"])
    }

    @Test("A purpose more changes the list of purposes and one count")
    func purpose() throws {
        let named = PurposeOfUse.allCases.map { Self.name($0.rawValue) }
        #expect(try Self.files(naming: named) == ["PurposeOfUse.swift"])
    }

    @Test("A rule is one value: it decides, and the statements tell what it opens against the law")
    func rule() throws {
        let rule = ThirdParty.permission(
            "sample.coffee",
            "A marketer reads over coffee.",
            citing: .hipaa(508, "(a)(3)"),
            when: [.jurisdiction(.unitedStates), .action(.read), .role(.marketer), .purpose(.marketing)]
        )
        let law = Policy.unitedStates
        let policy = Policy(version: "test", rules: law.compiled.rules + [rule])
        let difference = policy.difference(from: law)
        let opened = try #require(difference.openedExample)
        #expect(policy.decide(opened.facts).rules.contains(rule.id))
        #expect(law.decide(opened.facts).effect == .deny)
        var verifier = Verifier(policy)
        let broken = verifier.failures(without: []).map { verifier.statements[$0.statement].id }
        #expect(broken.contains("public.marketing-and-sale"))
    }
}
