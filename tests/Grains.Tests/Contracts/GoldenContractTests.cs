namespace Consult.Contracts;

public sealed class GoldenContractTests
{
    private const string Accept = "CONSULT_ACCEPT_GOLDEN";

    private static readonly string Golden = Repository.PathOf("tests/golden/contracts.txt");

    [Fact]
    public void What_others_rely_on_is_what_the_golden_file_says()
    {
        var now = ContractText.Write();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Golden)!);
            File.WriteAllText(Golden, now);
        }

        var before = File.Exists(Golden) ? File.ReadAllText(Golden) : "";

        (now == before).ShouldBeTrue($"""
            The contracts are not what {Golden} says:

            {Difference(before, now)}

            Records written today must be read in fifteen years, and clients are not updated with us. A line may be added;
            one that is gone or changed needs an upcaster or a new name. If this is meant, accept it and commit the file:

                {Accept}=1 dotnet test tests/Grains.Tests
            """);
    }

    private static string Difference(string before, string now)
    {
        var (old, current) = (before.Split('\n'), now.Split('\n'));
        return string.Join('\n', old.Except(current).Select(line => "- " + line).Concat(current.Except(old).Select(line => "+ " + line)));
    }
}
