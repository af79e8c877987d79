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
/// feed has no access as that doctor: doctors act under a doctor's sign-in, with its recent proof of identity. A row that
/// lets everybody of some sign-in be a <see cref="Role.Viewer"/> counts too, after the account's own, and an own row that
/// says <see cref="Role.Barred"/> takes that away.
/// </remarks>
internal sealed class AccessGate
{
    /// <summary>How long rows are believed without asking the store again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Of how many accounts rows are remembered, once for each feed; one more and all are forgotten, which costs a read
    /// each.
    /// </summary>
    public const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<FeedId, Dictionary<(AccountId, Role), Remembered>> _byFeed = [];
    private readonly IFeedStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private int _count;
    private long _revision;

    public AccessGate(IFeedStore store, TimeProvider clock, ILogger<AccessGate> log)
    {
        (_store, _clock, _log) = (store, clock, log);
        // What this process commits counts at once; what others commit when the store or the relay hears of it, or when
        // memory ends.
        store.AccessChanged += Drop;
    }

    /// <summary>Raised when access to a feed may have changed, after what was remembered of it is forgotten.</summary>
    public event Action<AccessNews>? Changed;

    /// <summary>What somebody may do with a feed; null when it does not exist or is none of theirs.</summary>
    /// <remarks>A denial is never from memory: what was granted a moment ago holds at once.</remarks>
    public async ValueTask<FeedAccess?> FindAsync(FeedId feed, SignedIn who, CancellationToken cancellationToken) =>
        (await FindAllAsync(feed, [who], cancellationToken))[0];

    /// <summary>The same for many at once: those of whom nothing is remembered are one read of the store.</summary>
    /// <returns>As many as were asked about, in their order.</returns>
    public async ValueTask<FeedAccess?[]> FindAllAsync(
        FeedId feed, ImmutableArray<SignedIn> whose, CancellationToken cancellationToken)
    {
        var access = await LookAsync(feed.Door, whose, isFresh: false, cancellationToken);
        int[] denied = [.. Enumerable.Range(0, whose.Length).Where(i => access[i] is null)];
        if (denied.Length == 0) return access;
        var again = await LookAsync(feed.Door, [.. denied.Select(i => whose[i])], isFresh: true, cancellationToken);
        foreach (var (i, found) in denied.Zip(again))
        {
            access[i] = found;
            if (found is null) NoteDenial(feed, whose[i]);
        }
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
        var rows = await _store.ReadGrantsAsync(who.Account.Feed.Value, kind, cancellationToken);
        return [.. rows.Where(row => row.Role == who.Role)];
    }

    /// <summary>Forgets what an event has changed of a feed's rows: whoever asks afterwards sees the change.</summary>
    public void Drop(AccessNews news)
    {
        lock (_lock)
        {
            if (news.Feed.Kind == FeedKinds.Patient) Revision++;
            if (_byFeed.TryGetValue(news.Feed, out var remembered)) Forget(news, remembered);
        }
        Changed?.Invoke(news);
    }

    /// <summary>
    /// Rises whenever who acts for some patient may have changed: that changes access to other feeds than the one
    /// that says so, and whoever delivers from those must look again first.
    /// </summary>
    public long Revision { get => Volatile.Read(ref _revision); private set => Volatile.Write(ref _revision, value); }

    private void Forget(AccessNews news, Dictionary<(AccountId Account, Role Role), Remembered> remembered)
    {
        foreach (var ((account, role), slot) in remembered)
            if (news.Grantees.IsDefault || slot.MayStandOn(news.Grantees, account, role)) _count -= remembered.Remove((account, role)) ? 1 : 0;
        if (remembered.Count == 0) _byFeed.Remove(news.Feed);
    }

    private async ValueTask<FeedAccess?[]> LookAsync(
        FeedId feed, ImmutableArray<SignedIn> whose, bool isFresh, CancellationToken cancellationToken)
    {
        var slots = SlotsOf(feed, whose, isFresh);
        var access = new FeedAccess?[whose.Length];
        for (var i = 0; i < access.Length; i++)
            access[i] = AccessOf(feed, whose[i], await slots[i].Rows.WaitAsync(cancellationToken));
        return access;
    }

    private static FeedAccess? AccessOf(FeedId feed, SignedIn who, ImmutableArray<Standing> standings)
    {
        var account = who.Account.Feed;
        foreach (var (row, actsAs) in standings)
        {
            // In the order of the grantees an account's own row comes first.
            if (row.Role is Role.Barred) return null;
            // The row of an account's own feed says which role it opened last; it reads that feed in any.
            if (row.Role != who.Role && row.Role is not Role.Viewer && feed != account) continue;
            if (row.Grantee == account.Value) return new(who.Role, PatientOf(feed), row.Relation);
            if (actsAs is null) return new(row.Role, For: null, Relation: null);
            if (FeedId.TryParse(row.Grantee, out var patient)) return new(row.Role, PatientOf(patient), actsAs);
        }
        return null;
    }

    // The slot is taken before the read begins, so a Drop that comes while it runs removes it: rows read before a
    // change can then answer those who had asked before it, but nobody after.
    private Remembered[] SlotsOf(FeedId feed, ImmutableArray<SignedIn> whose, bool isFresh)
    {
        var slots = new Remembered[whose.Length];
        lock (_lock)
        {
            var (remembered, now) = (_byFeed.GetValueOrDefault(feed), _clock.GetUtcNow());
            var missing = new List<int>();
            for (var i = 0; i < slots.Length; i++)
            {
                var found = remembered?.GetValueOrDefault((whose[i].Account, whose[i].Role));
                if (isFresh || found is null || found.IsOver(now, Revision)) missing.Add(i);
                else slots[i] = found;
            }
            if (missing.Count == 0) return slots;
            // Not the caller's token: others may wait for the same read.
            var rows = _store.FindAccessAsync(
                feed, [.. missing.Select(i => (whose[i].Account, whose[i].Role))], CancellationToken.None);
            for (var n = 0; n < missing.Count; n++)
                Remember(feed, whose[missing[n]], slots[missing[n]] = new(AtAsync(rows, n), now + Memory, Revision));
        }
        return slots;
    }

    private static async Task<ImmutableArray<Standing>> AtAsync(Task<ImmutableArray<ImmutableArray<Standing>>> rows, int index) =>
        (await rows)[index];

    private void Remember(FeedId feed, SignedIn who, Remembered slot)
    {
        if (_count >= Capacity)
        {
            _byFeed.Clear();
            _count = 0;
        }
        if (!_byFeed.TryGetValue(feed, out var remembered)) _byFeed[feed] = remembered = [];
        if (!remembered.ContainsKey((who.Account, who.Role))) _count++;
        remembered[(who.Account, who.Role)] = slot;
    }

    private static PatientId? PatientOf(FeedId feed) => feed.Kind == FeedKinds.Patient ? new PatientId(feed.Key) : null;

    /// <param name="Rows">What was read, or is being read.</param>
    /// <param name="Until">When it is asked for anew.</param>
    /// <param name="Revision">The gate's revision before the read.</param>
    private sealed record Remembered(Task<ImmutableArray<Standing>> Rows, DateTimeOffset Until, long Revision)
    {
        // What rests on an account's acting for a patient rests on that patient's feed too.
        public bool IsOver(DateTimeOffset now, long revision) =>
            now >= Until || (Rows.IsCompleted && !Rows.IsCompletedSuccessfully)
            || (revision != Revision && MayRest(standing => standing.ActsAs is not null));

        public bool MayStandOn(ImmutableArray<string> grantees, AccountId account, Role role) =>
            grantees.Contains(account.Feed.Value) || grantees.Contains(RoleGrant.Of(role))
            || MayRest(standing => grantees.Contains(standing.Row.Grantee));

        private bool MayRest(Func<Standing, bool> on) => !Rows.IsCompletedSuccessfully || Rows.Result.Any(on);
    }
}
