/// Whoever read the results went away.
struct BrokenPipe: Error {}
