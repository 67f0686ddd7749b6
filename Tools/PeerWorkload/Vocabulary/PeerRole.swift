/// What a principal of the peers' workload is.
package enum PeerRole: UInt8, PeerValue {
    case physician, psychiatrist, psychologist, nurse, trainee, biller, auditor, counsel, investigator,
        patient
}
