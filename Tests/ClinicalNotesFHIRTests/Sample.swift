import FoundationEssentials

@testable import ClinicalNotesFHIR

/// Inputs that the tests change in one place each.
enum Sample {
    static let patient =
        #"{"resourceType":"Patient","id":"p1","identifier":[{"system":"urn:example:mrn","value":"CANARY-MRN"}],"#
        + #""name":[{"use":"usual","text":"CANARY Nick"},{"use":"official","family":"CANARY","given":["Ana","M"]}],"#
        + #""gender":"female","birthDate":"1988-05-17"}"#
    static let practitioner =
        #"{"resourceType":"Practitioner","id":"d1","name":[{"family":"CANARY-Rivera"}]}"#
    static let note =
        #"{"resourceType":"DocumentReference","id":"n1","meta":{"security":[{"system":""# + actCode
        + #"","code":"PSYTHPN"}]},"identifier":[{"system":"urn:example:notes","value":"CANARY-7"}],"#
        + #""status":"current","docStatus":"final","type":{"coding":[{"system":"http://loinc.org","#
        + #""code":"34904-3","display":"CANARY words"}]},"subject":{"reference":"Patient/p1"},"#
        + #""date":"2026-03-02T15:00:00.250+02:00","author":[{"reference":"Practitioner/d1"}],"#
        + #""securityLabel":[{"coding":[{"system":""# + confidentiality
        + #"","code":"R"}]},{"coding":[{"system":""# + actCode + #"","code":"HIPAAPsyNotes"}]}],"#
        + #""content":[{"attachment":{"contentType":"text/plain; charset=utf-8","data":""# + encoded(words)
        + #"","size":29}}],"context":{"period":{"start":"2026-03-02","end":"2026-03-02T15:00:00Z"}}}"#

    static let words = "CANARY slept badly (m\u{E9}l\u{E9}e)."
    static let actCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
    static let confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"

    /// Patient, practitioner and note: entries 0, 1 and 2.
    static let bundle = collection([patient, practitioner, note])

    static func collection(_ resources: [String], type: String = "collection") -> String {
        let entries = resources.map { #"{"resource":\#($0)}"# }.joined(separator: ",")
        return #"{"resourceType":"Bundle","type":"\#(type)","entry":[\#(entries)]}"#
    }

    static func encoded(_ text: String) -> String { encoded(bytes: Array(text.utf8)) }

    static func encoded(bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The note with another text of another type.
    static func note(_ contentType: String, bytes: [UInt8]) -> String {
        note.replacing(encoded(words), with: encoded(bytes: bytes)).replacing(#","size":29"#, with: "")
            .replacing("text/plain; charset=utf-8", with: contentType)
    }

    /// The note with labels of its own.
    static func note(security: String, label: String = "") -> String {
        let start = note.firstRange(of: #""securityLabel""#)?.lowerBound ?? note.startIndex
        let end = note.firstRange(of: #""content""#)?.lowerBound ?? note.startIndex
        var changed = note
        changed.replaceSubrange(start..<end, with: label.isEmpty ? "" : #""securityLabel":[\#(label)],"#)
        let old = #"{"system":"\#(actCode)","code":"PSYTHPN"}"#
        return changed.replacing(
            #""meta":{"security":[\#(old)]},"#,
            with: security.isEmpty ? "" : #""meta":{"security":[\#(security)]},"#
        )
    }

    static func read(_ text: String, limits: ImportLimits = .standard) throws(FHIRError) -> FHIRImport {
        try FHIRImport.read(Array(text.utf8), limits: limits)
    }

    /// The refusal of the note in a bundle with one patient and one practitioner.
    static func refusal(of note: String, limits: ImportLimits = .standard) throws(FHIRError) -> FHIRError? {
        try read(collection([patient, practitioner, note]), limits: limits).entries[2].refusal
    }
}
