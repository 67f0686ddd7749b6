@testable import NotesCompliance

/// One run of the command with streams in memory.
struct Session {
    let status: Int32
    let output: String
    let complaints: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Runs the command on a text.
    init(_ arguments: String..., input: String = "") { self.init(arguments, input: Array(input.utf8)) }

    /// Runs the command on bytes, which arrive in blocks of a length.
    init(_ arguments: [String], input: [UInt8], blockLength: Int = 1000) {
        var position = 0
        var written: [UInt8] = []
        var complained: [String] = []
        status = Program.run(
            arguments,
            on: Console(
                read: {
                    let block = Array(input[position..<min(position + blockLength, input.count)])
                    position += block.count
                    return block
                },
                write: { written += $0 },
                complain: { complained.append($0) }
            )
        )
        output = String(decoding: written, as: UTF8.self)
        complaints = complained.joined(separator: "\n")
    }
}
