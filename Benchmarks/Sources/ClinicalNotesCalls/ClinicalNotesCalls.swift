internal import BenchmarkTools
internal import Foundation

/// Prints what single calls of the library take, of this tree or of this tree beside another commit, and where the
/// bytes of a note go.
///
///     clinical-notes-calls [read] [page] [document] [sign] [size]
///     clinical-notes-calls --against PROGRAM COMMIT [PART...]
///     clinical-notes-calls --serve
///
/// With `--serve` it makes a round of calls for every part whose name it reads from a line of its standard input, and
/// writes what one call took.
@main
struct ClinicalNotesCalls {
    static func main() async throws {
        do {
            try await run()
        } catch let error as CallsError {
            FileHandle.standardError.write(Data("clinical-notes-calls: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() async throws {
        var arguments = CommandLine.arguments[...]
        let program = arguments.removeFirst()
        switch arguments.first {
        case "--serve": try await serve()
        case "--against":
            guard arguments.count > 3 else {
                throw CallsError("--against takes a program, a commit and parts")
            }
            let other = Array(arguments.prefix(3))
            let parts = try arguments.dropFirst(3).map(part(named:))
            try CommitComparison(program, with: other[1], at: other[2]).run(parts)
        default:
            let calls = try arguments.filter { $0 != "size" }.map(part(named:))
            if !calls.isEmpty { try await report(calls) }
            if arguments.contains("size") { try await SizeBenchmark.run() }
        }
    }

    private static func part(named name: String) throws -> CallPart {
        guard let part = CallPart(rawValue: name) else { throw CallsError("no call is named \(name)") }
        return part
    }

    private static func report(_ parts: [CallPart]) async throws {
        var practice = try await CallPractice()
        for part in parts {
            // What is warm after the first round was not before.
            _ = try await practice.round(of: part)
            var rounds: [CallCost] = []
            for _ in 0..<part.rounds { rounds.append(try await practice.round(of: part)) }
            let cost = CallCost.median(of: rounds)
            let written = cost.written.map { ", \(Line.spelled(bytes: $0)) written" } ?? ""
            let work =
                part.limit.map { Line.limit(part.rawValue, cost.work, goal: $0) }
                ?? Line.report(part.rawValue, cost.work)
            print("\(work)\(written), \(Line.rounded(cost.roundTrips)) round trips")
        }
        try await practice.remove()
    }

    private static func serve() async throws {
        var practice = try await CallPractice()
        say(ServedProgram.ready)
        while let name = readLine() {
            say("\(try await practice.round(of: part(named: name)))")
        }
        try await practice.remove()
    }

    /// At once, without a buffer that somebody would wait for.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
