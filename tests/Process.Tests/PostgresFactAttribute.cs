using Consult.Harness;

namespace Consult.Process.Tests;

/// <summary>
/// A fact that needs the programs of PostgreSQL. Where they are missing it is skipped and says so; under CI it runs
/// and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!PrivateCluster.IsInstalled && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = "PostgreSQL is not installed.";
    }
}
