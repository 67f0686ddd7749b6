internal import ArgumentParser
internal import ClinicalNotes
internal import Foundation

/// A command that tells facts, and ends with the status that they come to.
protocol AdminCommand: AsyncParsableCommand {
    var output: Output { get }

    /// Does what is asked.
    func answer() async throws -> Answer
}

/// How a command tells what it found.
struct Output: ParsableArguments {
    @Flag(help: "Print one JSON object.")
    var json = false
}

extension AdminCommand {
    func run() async throws {
        let answer: Answer
        do {
            answer = try await self.answer()
        } catch let error as ValidationError {
            throw error
        } catch {
            let complaint = Complaint(error)
            if output.json { print(complaint.answer.json) }
            FileHandle.standardError.write(Data("notes-admin: \(complaint.text)\n".utf8))
            throw ExitCode(complaint.isFinding ? 1 : 2)
        }
        print(output.json ? answer.json : answer.text)
        guard answer.isWell else { throw ExitCode(1) }
    }
}

/// Something that the command needs is not there.
struct Unusable: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// Why a command could not be carried out: a code, where, and what to do about it.
struct Complaint {
    /// What says that something is wrong with the store, and not with how it was asked for.
    private static let findings: Set<NotesError.Code> = [
        .tampered, .damaged, .rolledBack, .behindAnchor, .practiceMissing,
    ]

    let code: String
    let advice: String
    let isFinding: Bool

    init(_ error: any Error) {
        switch error {
        case let error as NotesError:
            (code, advice) = ("\(error)", error.advice)
            isFinding = Self.findings.contains(error.code)
        case let error as StorageError:
            (code, advice) = ("\(error)", "Look at the store's address and whether it runs.")
            isFinding = error.code == .corrupted || error.code == .notDurable
        case let error as CryptoError:
            (code, advice) = ("\(error)", "Look at the key file, the keyring and the passphrase.")
            isFinding = false
        case let error as Unusable:
            (code, advice) = ("unusable", error.reason)
            isFinding = false
        default:
            (code, advice) = ("unusable", "Look at the files that are named.")
            isFinding = false
        }
    }

    var text: String { "\(code). \(advice)" }

    var answer: Answer {
        Answer(isWell: false, [("error", .text(code)), ("advice", .text(advice)), ("well", .flag(false))])
    }
}
