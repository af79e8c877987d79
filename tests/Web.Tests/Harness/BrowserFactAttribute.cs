namespace Consult.Web.Tests.Harness;

/// <summary>
/// A fact about the pages in a browser: it needs Chromium and the built pages. Where they are missing it is skipped and says
/// what is missing; under CI it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Needs.WhatIsMissing;
}

/// <summary>The same with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Needs.WhatIsMissing;
}

/// <summary>What the tests of this assembly need besides .NET.</summary>
internal static class Needs
{
    /// <summary>Null when all is there, and under CI.</summary>
    public static string? WhatIsMissing { get; } =
        Environment.GetEnvironmentVariable("CI") == "true" ? null
        : Chromium.Program is null ? "Chromium is not installed."
        : !File.Exists(Path.Combine(Path.GetDirectoryName(ServerDll.Path)!, "web", "index.html"))
            ? "The pages were not built: that needs Node.js with npm."
        : null;
}
