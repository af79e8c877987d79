using System.CommandLine;

namespace Consult.Tools;

/// <summary>What the verbs have in common.</summary>
internal static class CommandLine
{
    public static Option<FileInfo> ServerDll() => new("--server-dll")
    {
        Description = "Consult.Api.dll, for a server of one's own",
        DefaultValueFactory = _ => new FileInfo(Path.Combine(AppContext.BaseDirectory, "Consult.Api.dll")),
    };

    public static Option<int> Positive(string name, string description, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be at least 1.");
        });
        return option;
    }

    public static string NoServer(FileInfo dll) => $"There is no {dll.Name}; build src/Api and name it with --server-dll.";

    public static int Unusable(string why)
    {
        Console.Error.WriteLine(why);
        return ExitCodes.Unusable;
    }
}
