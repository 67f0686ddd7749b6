/// Where the program reads and writes.
struct Console {
    /// Gives the next bytes of the input, as many as there are; none at its end.
    let read: () throws -> [UInt8]
    /// Writes results, all of them.
    let write: ([UInt8]) throws -> Void
    /// Writes a line for the one who started the program.
    let complain: (String) -> Void
}
