using Consult.Testing.Server;

namespace Consult.Web.Tests.Scenes;

/// <summary>Asks until the answer is as wished: actors tell each other a moment after they have answered.</summary>
internal static class Until
{
    /// <summary>Asks until it is answered with a success.</summary>
    public static Task<Reply> AcceptedAsync(Func<Task<Reply>> ask) => SoAsync(ask, reply => reply.Status == 200);

    /// <summary>Asks until something is so. The server is asked over the network, so this gives way.</summary>
    public static async Task<Reply> SoAsync(Func<Task<Reply>> ask, Func<Reply, bool> isSo)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
            if (await ask() is var reply && isSo(reply)) return reply;
        throw new TimeoutException($"It never came so: {(await ask()).Body}");
    }
}
