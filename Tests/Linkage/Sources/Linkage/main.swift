import ClinicalNotes
import ClinicalNotesCrypto
import ClinicalNotesFHIR
import ClinicalNotesModel
import FoundationEssentials

// Seals keys under a passphrase and opens them again, so that the program really uses what it links.
let passphrase = SensitiveBytes("of nobody".utf8)
let keyring = try Keyring.generate()
let sealed = try keyring.export(passphrase: passphrase, cost: .interactive)
let opened = try Keyring(importing: sealed, passphrase: passphrase)
guard opened.principal == keyring.principal, opened.publicKeys == keyring.publicKeys else {
    fatalError("opened other keys than were sealed")
}
guard Instant(Date(Instant(milliseconds: 1))) == Instant(milliseconds: 1) else {
    fatalError("another moment")
}
print("sealed and opened: \(sealed.count) bytes")
