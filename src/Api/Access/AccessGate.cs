using System.Collections.Immutable;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Api.Access;

/// <summary>
/// The one place that reads access rows: posting, reading, replay, history and lists all ask here. Committed rows only,
/// remembered shortly.
/// </summary>
/// <remarks>
/// A row counts only when its role is the role of the sign-in. Who signed in as a patient and is also the doctor of a
/// feed has no access as that doctor: doctors act under a doctor's sign-in, with its recent proof of identity.
/// </remarks>
internal sealed class AccessGate
{
    /// <summary>How long rows are believed without asking the store again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(2);

    /// <summary>Of how many feeds rows are remembered; one more and all are forgotten, which costs a read each.</summary>
    public const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<FeedId, Remembered> _byFeed = [];
    private readonly IFeedStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private long _revision;

    public AccessGate(IFeedStore store, TimeProvider clock, ILogger<AccessGate> log)
    {
        (_store, _clock, _log) = (store, clock, log);
        // What this process commits counts at once; what others commit when the store or the relay hears of it, or when
        // memory ends.
        store.AccessChanged += Drop;
    }

    /// <summary>What somebody may do with a feed; null when it does not exist or is none of theirs.</summary>
    /// <remarks>A denial is never from memory: what was granted a moment ago holds at once.</remarks>
    public async ValueTask<FeedAccess?> FindAsync(FeedId feed, SignedIn who, CancellationToken cancellationToken)
    {
        var access = await LookAsync(feed, who, isFresh: false, cancellationToken)
            ?? await LookAsync(feed, who, isFresh: true, cancellationToken);
        if (access is null) NoteDenial(feed, who);
        return access;
    }

    /// <summary>
    /// Logs that staff was refused something about a patient (未成年人网络保护条例: access by staff is logged, denials
    /// too). What patients' accounts are refused is not: they mistype addresses all day.
    /// </summary>
    public void NoteDenial(FeedId feed, SignedIn who)
    {
        if (who.Role is not Role.Patient) _log.AccessDenied(who.Account, who.Role, feed);
    }

    /// <summary>The patients and doctors (by <paramref name="kind"/>) that somebody acts for, as of now.</summary>
    public async Task<ImmutableArray<AccessRow>> GrantsAsync(SignedIn who, string kind, CancellationToken cancellationToken)
    {
        var rows = await _store.ReadGrantsAsync(GranteeOf(who.Account), kind, cancellationToken);
        return [.. rows.Where(row => row.Role == who.Role)];
    }

    /// <summary>Forgets a feed's rows, because an event has changed them: whoever asks afterwards sees the change.</summary>
    public void Drop(FeedId feed)
    {
        lock (_lock)
        {
            _byFeed.Remove(feed);
            if (feed.Kind == FeedKinds.Patient) Revision++;
        }
    }

    /// <summary>
    /// Rises whenever who acts for some patient may have changed: that changes access to other feeds than the one
    /// that says so, and whoever delivers from those must look again first.
    /// </summary>
    public long Revision { get => Volatile.Read(ref _revision); private set => Volatile.Write(ref _revision, value); }

    private async ValueTask<FeedAccess?> LookAsync(FeedId feed, SignedIn who, bool isFresh, CancellationToken cancellationToken)
    {
        var account = GranteeOf(who.Account);
        foreach (var row in await RowsAsync(feed, isFresh, cancellationToken))
        {
            // The row of an account's own feed says which role it opened last; it reads that feed in any.
            if (row.Role != who.Role && feed.Value != account) continue;
            if (row.Grantee == account) return new(who.Role, PatientOf(feed), row.Relation);
            if (row.Grantee == RoleGrant.Of(who.Role)) return new(who.Role, For: null, Relation: null);
            if (!FeedId.TryParse(row.Grantee, out var patient) || PatientOf(patient) is not { } actedFor) continue;
            var relation = (await RowsAsync(patient, isFresh, cancellationToken))
                .FirstOrDefault(own => own.Grantee == account && own.Role == Role.Patient);
            if (relation is not null) return new(row.Role, actedFor, relation.Relation);
        }
        return null;
    }

    // The slot is taken before the read begins, so a Drop that comes while it runs removes it: rows read before a
    // change can then answer those who had asked before it, but nobody after.
    private async ValueTask<ImmutableArray<AccessRow>> RowsAsync(FeedId feed, bool isFresh, CancellationToken cancellationToken)
    {
        Remembered slot;
        lock (_lock)
        {
            if (isFresh || !_byFeed.TryGetValue(feed, out slot!) || slot.IsOver(_clock.GetUtcNow()))
            {
                if (_byFeed.Count >= Capacity) _byFeed.Clear();
                // Not the caller's token: others may wait for the same read.
                _byFeed[feed] = slot = new(_store.ReadAccessAsync(feed, CancellationToken.None), _clock.GetUtcNow() + Memory);
            }
        }
        return await slot.Rows.WaitAsync(cancellationToken);
    }

    private static string GranteeOf(AccountId account) => new FeedId(FeedKinds.Account, account.Value).Value;

    private static PatientId? PatientOf(FeedId feed) => feed.Kind == FeedKinds.Patient ? new PatientId(feed.Key) : null;

    private sealed record Remembered(Task<ImmutableArray<AccessRow>> Rows, DateTimeOffset Until)
    {
        public bool IsOver(DateTimeOffset now) => now >= Until || Rows is { IsCompleted: true, IsCompletedSuccessfully: false };
    }
}
