internal import ArgumentParser

/// The program as a function of its arguments and streams.
package enum Program {
    /// What a shell reports of a program whose reader went away.
    static let brokenPipe: Int32 = 141

    /// Runs the program with the arguments and streams of the process.
    ///
    /// - Returns: The exit status.
    package static func run() -> Int32 {
        run(Array(CommandLine.arguments.dropFirst()), on: StandardStreams.console())
    }

    /// Runs the program.
    ///
    /// - Parameters:
    ///   - arguments: The arguments, without the program's name.
    ///   - console: Where to read and write.
    /// - Returns: The exit status.
    static func run(_ arguments: [String], on console: Console) -> Int32 {
        do {
            var command = try NotesCompliance.parseAsRoot(arguments)
            guard let subcommand = command as? any Subcommand else {
                try command.run()
                return ExitCode.success.rawValue
            }
            return try subcommand.run(on: console).rawValue
        } catch is BrokenPipe {
            return brokenPipe
        } catch let refusal as InputRefusal {
            console.complain("\(NotesCompliance.name): \(refusal)")
            return ExitCode.failure.rawValue
        } catch {
            return end(with: error, on: console)
        }
    }

    /// Shows help where it was asked for, and what was not understood otherwise.
    private static func end(with error: any Error, on console: Console) -> Int32 {
        let code = NotesCompliance.exitCode(for: error)
        let message = NotesCompliance.fullMessage(for: error)
        guard code.isSuccess else {
            console.complain(message)
            return code.rawValue
        }
        do {
            try console.write(Array((message + "\n").utf8))
            return code.rawValue
        } catch {
            return brokenPipe
        }
    }
}
