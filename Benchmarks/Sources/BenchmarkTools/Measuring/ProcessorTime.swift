internal import Foundation

/// How much the processor worked for this thread or this process: what other programs do meanwhile does not count.
package enum ProcessorTime {
    /// This thread's.
    package static var ofThread: Duration { time(CLOCK_THREAD_CPUTIME_ID) }

    /// That of all threads of this process.
    package static var ofProcess: Duration { time(CLOCK_PROCESS_CPUTIME_ID) }

    private static func time(_ clock: clockid_t) -> Duration {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
