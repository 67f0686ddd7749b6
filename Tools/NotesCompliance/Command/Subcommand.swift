internal import ArgumentParser

/// A part of the command that reads and writes through a console, so that tests can look on.
protocol Subcommand: ParsableCommand {
    /// Does the work.
    ///
    /// - Parameter console: Where to read and write.
    /// - Returns: Whether all was well.
    /// - Throws: ``InputRefusal`` for what cannot be read, ``BrokenPipe`` if nobody reads the answers any more.
    func run(on console: Console) throws -> ExitCode
}
