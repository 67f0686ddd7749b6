/// Where a note of the peers' workload is in its life.
package enum PeerStatus: UInt8, PeerValue {
    case draft, signed, amended, enteredInError
}
