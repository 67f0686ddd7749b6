internal import Foundation
internal import NotesCompliance

/// Where the program begins.
@main
enum Main {
    static func main() { exit(Program.run()) }
}
