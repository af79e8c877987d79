using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Consult.Feeds.Storage;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Consult.Feeds;

/// <summary>What every feed grain needs of its process.</summary>
public sealed class FeedServices(IFeedStore store, IKeyRing keys, TimeProvider clock, ILoggerFactory loggers)
{
    private static readonly ConcurrentDictionary<Type, string> CommandNames = new();

    /// <summary>Where feeds are kept.</summary>
    public IFeedStore Store { get; } = store;

    /// <summary>The keys of the record.</summary>
    public IKeyRing Keys { get; } = keys;

    /// <summary>The only clock.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>The log of all feeds.</summary>
    public ILogger Log { get; } = loggers.CreateLogger("Consult.Feeds");

    /// <summary>Tells a repeated command from another one under the same id: keyed, as commands hold private text.</summary>
    public Tag DigestOf(Request request)
    {
        var type = request.Command.GetType();
        var name = CommandNames.GetOrAdd(type, t => t.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Keys.IntegrityKey.Span);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.By.Account}\n{request.By.Role}\n{request.By.For}\n{name}\n"));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(request.Command, type, FeedJson.Options));
        return Chain.Read(hash.GetHashAndReset());
    }
}
