internal import Foundation

/// Where the program begins.
@main
enum Main {
    static func main() {
        let console = StandardStreams.console()
        exit(Program.run(Array(CommandLine.arguments.dropFirst()), on: console))
    }
}
