namespace Consult.Silo.Tests.Feeds;

/// <summary>What never comes fails its test instead of hanging it.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task Limited(this Task task) => task.WaitAsync(Limit, TimeProvider.System);

    public static Task<T> Limited<T>(this Task<T> task) => task.WaitAsync(Limit, TimeProvider.System);
}
