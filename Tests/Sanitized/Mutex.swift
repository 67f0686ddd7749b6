internal import Glibc

/// The standard library's `Mutex`, as a lock of the C library, whose calls the thread sanitizer follows.
///
/// `Mutex` itself waits on a futex inside the standard library, which is not built with the sanitizer: whatever it guards
/// would be reported as a race. Builds for the sanitizer, and only they, add this file to every target, where it stands for
/// the other one without a change at any place of use.
@safe
struct Mutex<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
    // Sendable: `value` is touched only while `lock` is held, and by `deinit`, when nobody else has it any more.
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let value: UnsafeMutablePointer<Value>

    init(_ initialValue: consuming sending Value) {
        unsafe lock = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_mutex_t())
        unsafe pthread_mutex_init(lock, nil)
        unsafe value = .allocate(capacity: 1)
        unsafe value.initialize(to: initialValue)
    }

    deinit {
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
        unsafe value.deinitialize(count: 1)
        unsafe value.deallocate()
    }

    func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return unsafe try body(&value.pointee)
    }
}
