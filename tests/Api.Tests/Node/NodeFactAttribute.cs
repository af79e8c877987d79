namespace Consult.Api.Tests.Node;

/// <summary>
/// A fact about programs outside .NET: it needs Node.js with the packages of <c>tests/Api.Tests/js</c>. Where they are
/// missing it is skipped and says what is missing; under CI it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    /// <summary>A fact that needs Node.js.</summary>
    /// <param name="programs">What it needs besides.</param>
    public NodeFactAttribute(params string[] programs)
    {
        if (Environment.GetEnvironmentVariable("CI") != "true") Skip = WhatIsMissing(["node", .. programs]);
    }

    private static string? WhatIsMissing(string[] programs)
    {
        if (programs.FirstOrDefault(program => !IsInstalled(program)) is { } missing) return $"{missing} is not installed.";
        return File.Exists(Path.Combine(Repository.Js, "node_modules", ".package-lock.json"))
            ? null
            : "npm ci has not run in tests/Api.Tests/js.";
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
