internal import ClinicalNotesPolicy
internal import Foundation

/// A line of requests.
enum RequestLine {
    case request(id: JSONValue, AccessRequest)
    /// Nothing can be decided from it; the others still are.
    case malformed(id: JSONValue, InputRefusal)

    /// Reads a line; never an error.
    init(_ line: LineReader.Line, _ decoder: JSONDecoder) {
        guard case .bytes(let bytes) = line else {
            self = .malformed(id: .null, .tooLong)
            return
        }
        var id = JSONValue.null
        do throws(InputRefusal) {
            let value = try JSONReader.value(of: bytes)
            guard case .object(let members) = value else {
                throw InputRefusal(path: "", message: "expected an object")
            }
            try RequestShape.refuseTwice(members, at: "")
            guard let named = value["id"] else {
                throw InputRefusal(path: "id", message: "the key is missing")
            }
            id = named.value
            guard let request = value["request"] else {
                throw InputRefusal(path: "request", message: "the key is missing")
            }
            try RequestShape.request.check(request.value, at: "request")
            self = .request(id: id, try Self.decode(bytes[request.place], decoder))
        } catch {
            self = .malformed(id: id, error)
        }
    }

    private static func decode(
        _ bytes: ArraySlice<UInt8>,
        _ decoder: JSONDecoder
    ) throws(InputRefusal) -> AccessRequest {
        do {
            return try decoder.decode(AccessRequest.self, from: Data(bytes))
        } catch {
            throw InputRefusal(error, under: "request")
        }
    }
}
