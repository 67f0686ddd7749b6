import Foundation
import PackagePlugin

/// Adds `Mutex.swift` to a target, in which it then stands for the standard library's type of that name.
@main
struct SanitizedMutex: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
        let original = context.package.directoryURL.appending(path: "Tests/Sanitized/Mutex.swift")
        let copy = context.pluginWorkDirectoryURL.appending(path: "Mutex.swift")
        return [
            .buildCommand(
                displayName: "Adding a mutex for the thread sanitizer to \(target.name)",
                executable: URL(fileURLWithPath: "/bin/cp"),
                arguments: [original.path, copy.path],
                inputFiles: [original],
                outputFiles: [copy]
            )
        ]
    }
}
