extension TaskLocal {
    /// As `withValue`, and what is done stays on the caller's actor: closures of the host's that are called in between may
    /// belong to it.
    func bound<Answer, Failure: Error>(
        to value: Value,
        isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws(Failure) -> Answer
    ) async throws(Failure) -> Answer {
        let result: Result<Answer, Failure> = await withValue(value) {
            // A closure belongs to the actor that it names.
            _ = isolation
            do throws(Failure) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
