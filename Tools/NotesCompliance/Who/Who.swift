internal import ArgumentParser
internal import ClinicalNotesPolicy
internal import Foundation

/// Tells who may read a note.
struct Who: Subcommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells who may read the note of one request, a line for everybody with the same reason.",
        discussion: """
            Reads one request, or an object with one. Its principal, purpose and action are left out of account: \
            every role, relation and purpose is searched.
            """
    )

    @OptionGroup var options: PolicyOptions
    @ArgumentParser.Flag(help: "Two lines for people in place of an object.") var text = false

    func run(on console: Console) throws -> ExitCode {
        let policy = try options.policy()
        let request = try Self.request(try Self.input(of: console))
        var lines = LineWriter(console.write)
        for reader in policy.readers(of: request) {
            if text { try lines.print(reader.text) } else { try lines.print(reader.json) }
        }
        try lines.flush()
        return .success
    }

    private static func input(of console: Console) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let block = try console.read()
            if block.isEmpty { return bytes }
            bytes += block
            guard bytes.count <= LineReader.longest else { throw InputRefusal.tooLong }
        }
    }

    private static func request(_ bytes: [UInt8]) throws(InputRefusal) -> AccessRequest {
        let value = try JSONReader.value(of: bytes)
        if case .object(let members) = value { try RequestShape.refuseTwice(members, at: "") }
        let named = value["request"]
        let root = named == nil ? "" : "request"
        let request = named?.value ?? value
        guard case .object(let members) = request else {
            throw InputRefusal(path: root, message: "expected an object")
        }
        try RequestShape.request.check(request, at: root)
        // Whoever asks is left out of account, and may be left out.
        let asked = members.filter { $0.name != "actor" } + [JSONMember(name: "actor", value: .object([]))]
        do {
            return try JSONDecoder().decode(AccessRequest.self, from: Data(JSONValue.object(asked).text.utf8))
        } catch {
            throw InputRefusal(error, under: root)
        }
    }
}
