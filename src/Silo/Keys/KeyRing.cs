using System.Security.Cryptography;
using Consult.Feeds.Storage;

namespace Consult.Silo.Keys;

/// <summary>The keys of one store.</summary>
internal sealed class KeyRing(MasterKey master, IPersonKeys persons, TimeProvider clock, int cached = KeyRing.DefaultCached)
    : IKeyRing, IKeyShredder
{
    /// <summary>Persons whose keys are held in memory, some 20 MB at most.</summary>
    private const int DefaultCached = 100_000;

    private readonly KeyWrap _wrap = new(master.Derive("consult wrapping v1"));
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _cache = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = new();
    private long _destructions;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> IntegrityKey { get; } = master.Derive("consult integrity v1");

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string person, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_cache.TryGetValue(person, out var key)) return new(key);
        }
        return new(LoadAsync(person, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task DestroyAsync(string person, CancellationToken cancellationToken)
    {
        await persons.DestroyAsync(person, clock.GetUtcNow(), cancellationToken);
        Forget(person);
    }

    /// <summary>Forgets a key that was destroyed, here or by another process.</summary>
    public void Forget(string person)
    {
        lock (_gate)
        {
            _destructions++;
            _cache.Remove(person);
        }
    }

    /// <summary>Forgets every key: some may have been destroyed unheard.</summary>
    public void ForgetAll()
    {
        lock (_gate)
        {
            _destructions++;
            _cache.Clear();
            _oldest.Clear();
        }
    }

    private async Task<ReadOnlyMemory<byte>?> LoadAsync(string person, CancellationToken cancellationToken)
    {
        var destructions = Volatile.Read(ref _destructions);
        var row = await persons.FindAsync(person, cancellationToken)
            ?? await persons.AddAsync(person, _wrap.Wrap(person, RandomNumberGenerator.GetBytes(MasterKey.Size)), cancellationToken);
        if (row.Bytes is not { } wrapped) return null;
        var key = _wrap.Unwrap(person, wrapped);
        Keep(person, key, destructions);
        return key;
    }

    // A key that was read before a destruction ended is not kept: it may be the one that was destroyed.
    private void Keep(string person, byte[] key, long destructions)
    {
        lock (_gate)
        {
            if (_destructions != destructions || !_cache.TryAdd(person, key)) return;
            _oldest.Enqueue(person);
            if (_oldest.Count > cached) _cache.Remove(_oldest.Dequeue());
        }
    }
}
