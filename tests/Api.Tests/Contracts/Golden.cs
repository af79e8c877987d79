namespace Consult.Api.Tests.Contracts;

/// <summary>Files of the repository that hold what must not change unnoticed.</summary>
internal static class Golden
{
    private const string Accept = "CONSULT_ACCEPT_GOLDEN";

    /// <summary>Compares, or writes the file when told to.</summary>
    /// <param name="name">The file's name in tests/golden.</param>
    /// <param name="now">What it should say.</param>
    /// <param name="advice">What to do when it does not.</param>
    public static async Task CompareAsync(string name, string now, string advice)
    {
        var golden = Path.Combine(Root(), "tests", "golden", name);
        if (Environment.GetEnvironmentVariable(Accept) == "1") await File.WriteAllTextAsync(golden, now);
        var text = File.Exists(golden) ? await File.ReadAllTextAsync(golden) : "";
        var (old, current) = (text.Split('\n'), now.Split('\n'));
        var difference = old.Except(current).Select(line => "- " + line).Concat(current.Except(old).Select(line => "+ " + line)).ToList();
        if (difference.Count == 0 && text != now) difference.Add("The same lines in another order.");

        difference.ShouldBeEmpty($"""
            {golden} does not say the same. {advice}

                {Accept}=1 dotnet test tests/Api.Tests
            """);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Consult.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
