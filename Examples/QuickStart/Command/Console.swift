internal import Foundation

/// Where the program's words go: results to the standard output, complaints to the standard error.
enum Console {
    static func print(_ text: String) { write(text, to: .standardOutput) }

    static func complain(_ text: String) { write(text, to: .standardError) }

    private static func write(_ text: String, to handle: FileHandle) {
        handle.write(Data((text + "\n").utf8))
    }
}
