import Foundation
import Testing

/// What must not compile, each beside a twin that differs by one token and compiles.
///
/// The pairs are in `Tests/Refusals`. They are type-checked from outside the package against the module
/// that this test run built.
@Suite("What must not compile", .enabled(if: Compiler.isAvailable))
struct RefusalTests {
    /// The tokens that may stand in place of the pair's own: every item that 45 CFR 164.501 excludes.
    static let excludedItems = [
        "MedicationStatement", "SessionTimes", "TreatmentModality", "TreatmentFrequency",
        "ClinicalTestResult",
        "DiagnosisSummary", "FunctionalStatusSummary", "TreatmentPlanSummary", "SymptomsSummary",
        "PrognosisSummary", "ProgressSummary",
    ]

    static let pairs: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Compiler.folder)) ?? []
        return names.filter { $0.hasSuffix(".refused.swift") }.map {
            String($0.dropLast(".refused.swift".count))
        }.sorted()
    }()

    @Test("there are pairs, and each is whole; the module is there to check them against")
    func whole() throws {
        #expect(Compiler.modules != nil)
        #expect(Self.pairs.count >= 9)
        for pair in Self.pairs {
            let refused = try Compiler.source("\(pair).refused.swift")
            let twin = try Compiler.source("\(pair).accepted.swift")
            #expect(Compiler.expectation(in: refused) != nil, "\(pair)")
            let tokens = (Compiler.tokens(of: refused), Compiler.tokens(of: twin))
            #expect(tokens.0.count == tokens.1.count, "\(pair)")
            #expect(zip(tokens.0, tokens.1).filter { $0 != $1 }.count == 1, "\(pair)")
        }
    }

    @Test("the twin compiles, the other is refused with the diagnostic it names", arguments: pairs)
    func refused(pair: String) throws {
        let twin = try Compiler.check(Compiler.source("\(pair).accepted.swift"))
        #expect(twin.compiles, "\(twin.output)")
        let source = try Compiler.source("\(pair).refused.swift")
        let refused = try Compiler.check(source)
        #expect(!refused.compiles)
        let expected = try #require(Compiler.expectation(in: source))
        #expect(refused.output.contains("error: " + expected), "\(refused.output)")
    }

    @Test("none of the excluded items can be a field of psychotherapy content", arguments: excludedItems)
    func excluded(item: String) throws {
        let source = try Compiler.source("PsychotherapyField.refused.swift").replacing(
            "MedicationStatement",
            with: item
        )
        let refused = try Compiler.check(source)
        #expect(!refused.compiles)
        let expected = try #require(Compiler.expectation(in: source))
        #expect(expected.contains("'\(item)'"))
        #expect(refused.output.contains("error: " + expected), "\(refused.output)")
    }

    @Test("all of them can be fields of the general record")
    func home() throws {
        let pair = try Compiler.source("PsychotherapyField.refused.swift")
            .replacing("PsychotherapyContent", with: "GeneralRecordContent")
        for item in Self.excludedItems {
            let kept = try Compiler.check(pair.replacing("MedicationStatement", with: item))
            #expect(kept.compiles, "\(kept.output)")
        }
    }
}

/// The compiler, with the settings of this package.
enum Compiler {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Refusals").path()

    /// Where the test run put the module, found beside the test program.
    static let modules: String? = {
        let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let package = URL(filePath: folder).deletingLastPathComponent().deletingLastPathComponent()
        let places =
            sequence(first: program.deletingLastPathComponent()) { place in
                place.pathComponents.count > 1 ? place.deletingLastPathComponent() : nil
            }.prefix(6).map { $0.appending(path: "Modules") } + [
                package.appending(path: ".build/debug/Modules")
            ]
        return places.map { $0.path() }.first {
            FileManager.default.fileExists(atPath: $0 + "/ClinicalNotesModel.swiftmodule")
        }
    }()

    static let isAvailable: Bool = (try? run(["-version"]))?.compiles == true

    static func source(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: folder).appending(path: name), encoding: .utf8)
    }

    /// The diagnostic that the first line of a refused file names.
    static func expectation(in source: String) -> String? {
        let prefix = "// refused: "
        guard let line = source.split(separator: "\n").first, line.hasPrefix(prefix) else { return nil }
        return String(line.dropFirst(prefix.count))
    }

    /// The words and signs of a file without its comments.
    static func tokens(of source: String) -> [String] {
        source.split(separator: "\n").filter { !$0.hasPrefix("//") }.flatMap { line in
            line.matches(of: /\w+|[^\w\s]/).map { String($0.output) }
        }
    }

    static func check(_ source: String) throws -> (compiles: Bool, output: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "refusal-\(UUID()).swift")
        try source.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let features = [
            "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility",
            "NonisolatedNonsendingByDefault", "InferIsolatedConformances", "ImmutableWeakCaptures",
        ].flatMap { ["-enable-upcoming-feature", $0] }
        let settings = ["-swift-version", "6", "-strict-memory-safety", "-warnings-as-errors"] + features
        let library = URL(filePath: folder).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/CLibsodium/module.modulemap").path()
        let places = ["-I", modules ?? "", "-Xcc", "-fmodule-map-file=\(library)"]
        return try run(["-typecheck", "-parse-as-library"] + places + settings + [file.path()])
    }

    private static func run(_ arguments: [String]) throws -> (compiles: Bool, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swiftc"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus == 0, String(decoding: output, as: UTF8.self))
    }
}
