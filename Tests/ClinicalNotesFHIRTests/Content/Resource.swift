import ClinicalNotesModel
import FoundationEssentials
import Testing

@testable import ClinicalNotesFHIR

/// Resources that the tests of content read one by one.
enum Resource {
    /// Checks a resource and reads what it says as a note.
    static func read(
        _ text: String,
        with others: [String: String] = [:],
        limits: ImportLimits = .standard
    ) throws -> NoteElements {
        let resource = try object(text)
        let type = try #require(resource.string("resourceType").flatMap(ComplexType.init(rawValue:)))
        _ = try ResourceCheck.run(resource, as: type, limit: ImportLimits.standard.field)
        let found = try others.mapValues { try object($0) }
        return try NoteReader(limits: limits, lookUp: { found[$0] }).elements(of: resource, type: type)
    }

    /// The code of the error with which a resource is refused, or `nil`.
    static func refusal(_ text: String, with others: [String: String] = [:]) -> FHIRError? {
        do {
            _ = try read(text, with: others)
            return nil
        } catch {
            return error as? FHIRError
        }
    }

    static func object(_ text: String) throws -> JSONObject {
        try #require(try JSONReader.read(Array(text.utf8)[...], maximumDepth: 64).object)
    }

    /// A document reference with these attachments and further elements.
    static func document(_ attachments: String..., more: String = "") -> String {
        let contents = attachments.map { #"{"attachment":{\#($0)}}"# }.joined(separator: ",")
        return
            #"{"resourceType":"DocumentReference","id":"n","status":"current",\#(more)"content":[\#(contents)]}"#
    }

    /// An attachment of a type with these bytes.
    static func attachment(_ contentType: String?, _ bytes: [UInt8], more: String = "") -> String {
        let type = contentType.map { #""contentType":"\#($0)","# } ?? ""
        return #"\#(type)\#(more)"data":"\#(Data(bytes).base64EncodedString())""#
    }

    static func attachment(_ contentType: String?, _ text: String, more: String = "") -> String {
        attachment(contentType, Array(text.utf8), more: more)
    }
}

extension ImportedContent {
    var words: [String] { sections.map { $0.text.copyString() } }
    var titles: [String?] { sections.map { $0.title?.copyString() } }
    var kept: [String] { attachments.map(\.mediaType) }
}
