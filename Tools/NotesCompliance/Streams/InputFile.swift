internal import Foundation

/// A file that the command was given.
struct InputFile {
    let path: String

    /// The name, as messages show it.
    var name: String { URL(filePath: path).lastPathComponent }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// A file of the same folder.
    func beside(_ name: String) -> InputFile {
        InputFile(path: URL(filePath: path).deletingLastPathComponent().appending(path: name).path())
    }

    /// All of it.
    func contents() throws(InputRefusal) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw refusal
        }
    }

    /// Goes through the lines that are not blank.
    func forEachLine(_ body: ([UInt8]) throws -> Void) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw refusal }
        defer { try? handle.close() }
        var lines = LineReader {
            do {
                return try handle.read(upToCount: 1 << 16).map { Array($0) } ?? []
            } catch {
                throw self.refusal
            }
        }
        while let line = try lines.next() {
            if line.isBlank { continue }
            do {
                switch line {
                case .tooLong: throw InputRefusal.tooLong
                case .bytes(let bytes): try body(bytes)
                }
            } catch let refusal as InputRefusal {
                throw refusal.place.isEmpty ? refusal.at("\(name):\(lines.number)") : refusal
            }
        }
    }

    private var refusal: InputRefusal { InputRefusal(place: path, path: "", message: "cannot be read") }
}

extension InputRefusal {
    /// A line that is longer than any is read.
    static let tooLong = InputRefusal(
        path: "",
        message: "the line is longer than \(LineReader.longest) bytes"
    )
}
