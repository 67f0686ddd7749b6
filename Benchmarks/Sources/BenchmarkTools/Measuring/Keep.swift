/// Keeps the compiler from leaving out the work that made a value.
@inline(never)
@_optimize(none)
package func keep<Value>(_ value: Value) {}
