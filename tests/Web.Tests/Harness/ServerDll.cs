using System.Reflection;

namespace Consult.Web.Tests.Harness;

/// <summary>The server's executable, with the built pages beside it.</summary>
internal static class ServerDll
{
    /// <summary>Where the build has put it.</summary>
    public static string Path { get; } = typeof(ServerDll).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "ServerDll").Value!;
}
