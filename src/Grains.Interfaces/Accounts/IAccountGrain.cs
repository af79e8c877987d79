using Consult.Feeds;
using Orleans;

namespace Consult.Accounts;

/// <summary>An account: who signs in. Key: the <see cref="AccountId"/>.</summary>
[Alias("consult.IAccountGrain")]
public interface IAccountGrain : IFeedGrain
{
    /// <summary>The account; <see cref="Codes.Forbidden"/> when it was never opened.</summary>
    [Alias("View")]
    Task<Reading<AccountView>> View(CancellationToken cancellationToken = default);

    /// <summary>The member of the staff whose account it is; <see cref="Codes.Forbidden"/> when none was named.</summary>
    [Alias("Staff")]
    Task<Reading<StaffView>> Staff(CancellationToken cancellationToken = default);

    /// <summary>Which call the account is in; also of an account that was never opened.</summary>
    [Alias("Line")]
    Task<Reading<LineView>> Line(CancellationToken cancellationToken = default);
}
