internal import Foundation

/// The files of an export of a hospital, made while they are read: patients, practitioners and notes, a resource a line.
struct SampleExport: Sendable {
    /// How many notes a patient has.
    static let notesOfPatient = 93
    private static let practitioners = 43

    /// How many notes there are.
    let notes: Int

    /// The export that has about so many bytes.
    init(megabytes: Int) { notes = max(1, megabytes * 1_000_000 / 3_300) }

    var patients: Int { (notes + Self.notesOfPatient - 1) / Self.notesOfPatient }

    /// The lines of a file, some at a time.
    func pieces(of file: File) -> AsyncStream<[UInt8]> {
        let count = self.count(of: file)
        let position = Position()
        return AsyncStream {
            guard position.next < count else { return nil }
            var piece: [UInt8] = []
            while piece.count < 256 << 10, position.next < count {
                piece += Array(line(position.next, of: file).utf8)
                piece.append(0x0A)
                position.next += 1
            }
            return piece
        }
    }

    /// How many bytes a file has.
    func byteCount(of file: File) async -> Int {
        await pieces(of: file).reduce(0) { $0 + $1.count }
    }

    /// The files.
    enum File: CaseIterable, Sendable {
        case patients, practitioners, notes
    }

    /// Where a reader is; one reader has it.
    private final class Position: @unchecked Sendable {
        // Sendable: a stream calls its producer once at a time, and nobody else has the position.
        var next = 0
    }

    private func count(of file: File) -> Int {
        switch file {
        case .patients: patients
        case .practitioners: Self.practitioners
        case .notes: notes
        }
    }

    private func line(_ number: Int, of file: File) -> String {
        switch file {
        case .patients: patient(number)
        case .practitioners: practitioner(number)
        case .notes: note(number)
        }
    }

    private func patient(_ number: Int) -> String {
        """
        {"resourceType":"Patient","id":"patient-\(number)","identifier":[{"type":{"coding":[{"system":\
        "http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},"system":"urn:example:mrn",\
        "value":"MRN-\(number)"}],"name":[{"use":"official","family":"Family\(number)","given":["Given"]}],\
        "gender":"female","birthDate":"1970-01-01","address":[{"line":["1 Main Street"],"city":"Olathe"}]}
        """
    }

    private func practitioner(_ number: Int) -> String {
        """
        {"resourceType":"Practitioner","id":"practitioner-\(number)","identifier":[{"system":\
        "http://hl7.org/fhir/sid/us-npi","value":"99\(number)"}],"name":[{"family":"Doctor\(number)"}]}
        """
    }

    private func note(_ number: Int) -> String {
        """
        {"resourceType":"DocumentReference","id":"note-\(number)","meta":{"profile":[\
        "http://hl7.org/fhir/us/core/StructureDefinition/us-core-documentreference"]},"identifier":[{"system":\
        "urn:ietf:rfc:3986","value":"urn:uuid:78eb1ea7-7e46-5eba-a5d7-\(number + 100_000_000_000)"}],"status":"superseded",\
        "type":{"coding":[{"system":"http://loinc.org","code":"34117-2","display":"History and physical note"}]},\
        "category":[{"coding":[{"system":"http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category",\
        "code":"clinical-note","display":"Clinical Note"}]}],"subject":{"reference":\
        "Patient/patient-\(number / Self.notesOfPatient)"},"date":"1987-11-19T00:22:16.824-05:00","author":[{"reference":\
        "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99\(number % Self.practitioners)","display":"Dr. Kunze"}],\
        "custodian":{"reference":"Organization?identifier=urn:example:organizations|8a990ec7","display":"Regional Health"},\
        "content":[{"attachment":{"contentType":"text/plain; charset=utf-8","data":"\(Self.words)"},"format":{"system":\
        "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode","code":"urn:ihe:iti:xds:2017:mimeTypeSufficient"}}],\
        "context":{"encounter":[{"reference":"Encounter/encounter-\(number)"}],"period":{"start":\
        "1987-11-19T00:22:16-05:00","end":"1987-11-19T00:37:16-05:00"}}}
        """
    }

    private static let words = Data(
        (0..<40).map { "Paragraph \($0): sleeps better, eats well, walks daily.\n" }.joined().utf8
    )
    .base64EncodedString()
}
