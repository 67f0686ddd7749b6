/// Why a principal of the peers' workload asks.
package enum PeerPurpose: UInt8, PeerValue {
    case treatment, payment, operations, training, legalDefense, oversight, seriousThreat, patientRequest
    case research
}
