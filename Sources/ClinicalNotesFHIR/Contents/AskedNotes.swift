/// Resources that carry words for a reader, and are read as notes only if the host asks for it.
public enum AskedNotes: String, CaseIterable, Hashable, Sendable {
    /// Annotations of observations.
    case observation = "Observation"
    /// Annotations of orders and referrals.
    case serviceRequest = "ServiceRequest"

    var type: ComplexType {
        switch self {
        case .observation: .observation
        case .serviceRequest: .serviceRequest
        }
    }
}
