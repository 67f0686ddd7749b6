import ClinicalNotes
import ClinicalNotesCrypto
import ClinicalNotesFHIR
import ClinicalNotesModel

// Seals a sentence and opens it again, so that the program really uses what it links.
let sentence = "Sleeps better."
let place = Place(
    tenant: TenantID(Entropy.system.bytes16()),
    owner: OwnerID(Entropy.system.bytes16()),
    compartment: CompartmentID(Entropy.system.bytes16()),
    record: RecordID(Entropy.system.bytes16()),
    revision: 1,
    field: 1
)
let key = try SecretKey.random()
let envelope = try Envelope.seal(Array(sentence.utf8), as: .field, at: place, padding: .bucket, under: key)
let opened = try Envelope.open(envelope, as: .field, at: place, under: key)
guard opened == Array(sentence.utf8) else { fatalError("opened other bytes than were sealed") }
print("sealed and opened: \(envelope.count) bytes")
