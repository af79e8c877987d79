using Consult.Api.SignIn;
using Consult.Silo.Hosting;
using Microsoft.Extensions.Configuration.Memory;

namespace Consult.Api.Demo;

/// <summary>The flag <c>--demo</c>: a development server that fills an empty store with people to click through.</summary>
internal static class DemoServices
{
    private const string Flag = "--demo";

    // At night no quick consultation could be tried. What an operator configures comes before this.
    private static readonly Dictionary<string, string?> AlwaysOpen = new()
    {
        ["Departments:QuietHours:From"] = "00:00",
        ["Departments:QuietHours:To"] = "00:00",
    };

    /// <summary>Whether the command line asks for it, and the command line without it, as a flag has no value.</summary>
    public static bool Take(ref string[] args)
    {
        var isAsked = args.Contains(Flag);
        args = [.. args.Where(arg => arg != Flag)];
        return isAsked;
    }

    /// <summary>Adds it.</summary>
    /// <exception cref="ConfigurationException">Its people could not sign in, and a server for patients has no place for them.</exception>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        if (!SignInServices.IsDevelopmentSignIn(builder.Configuration, builder.Environment))
            throw new ConfigurationException(
                $"{Flag} fills a store with invented people who sign in without a password: it needs the environment Development and no "
                + $"Oidc section. (This is environment {builder.Environment.EnvironmentName}.)");
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = AlwaysOpen });
        builder.Services.AddHostedService<DemoFill>();
    }
}
