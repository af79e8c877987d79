namespace Consult.Api.Tests.Node;

/// <summary>Where this repository lies: Node.js finds packages beside a script, so scripts run where they stand.</summary>
internal static class Repository
{
    /// <summary>The root.</summary>
    public static string Root { get; } = Find(new(AppContext.BaseDirectory));

    /// <summary>The scripts and their packages.</summary>
    public static string Js { get; } = Path.Combine(Root, "tests", "Api.Tests", "js");

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Consult.sln")) ? folder.FullName
        : Find(folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository."));
}
