using Consult.Feeds;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Consult.Accounts;

/// <summary>The shell of <see cref="Account"/>.</summary>
[GrainType(FeedKinds.Account)]
internal sealed class AccountGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<AccountOptions> options)
    : FeedGrain<AccountState>(new Account(options.Value), snapshot, services), IAccountGrain
{
    /// <inheritdoc/>
    public Task<Reading<AccountView>> View(CancellationToken cancellationToken = default) =>
        Read(Account.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<StaffView>> Staff(CancellationToken cancellationToken = default) =>
        Read(Account.StaffOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<LineView>> Line(CancellationToken cancellationToken = default) =>
        Read(state => Account.LineOf(state, Clock.GetUtcNow()), cancellationToken);
}
