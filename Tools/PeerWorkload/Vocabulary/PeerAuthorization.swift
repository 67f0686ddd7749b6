/// What the patient of the peers' workload signed.
package enum PeerAuthorization: UInt8, PeerValue {
    case none, general, part2, psychotherapy, psychotherapyExpired, psychotherapyRevoked
}
