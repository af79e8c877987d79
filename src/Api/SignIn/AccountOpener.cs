using Consult.Accounts;
using Consult.Api.Problems;
using Consult.Feeds;
using Orleans;

namespace Consult.Api.SignIn;

/// <summary>
/// Opens the account of a sign-in at the first request that this process sees of it in its role. The command's id is
/// always the same, so an account that was opened long ago is only asked.
/// </summary>
internal sealed class AccountOpener(IGrainFactory grains, ILogger<AccountOpener> log)
{
    /// <summary>How many open accounts are remembered; one more and all are forgotten, which costs a question each.</summary>
    private const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<(AccountId, Role)> _open = [];

    /// <summary>Makes sure that the account is open.</summary>
    /// <returns>Null when it is, otherwise the code of what went wrong.</returns>
    public async Task<string?> OpenAsync(SignedIn who, CancellationToken cancellationToken)
    {
        lock (_gate)
            if (_open.Contains((who.Account, who.Role))) return null;
        var code = await AskAsync(who, cancellationToken);
        if (code is not null)
        {
            log.AccountNotOpened(code);
            return code;
        }
        lock (_gate)
        {
            if (_open.Count >= Capacity) _open.Clear();
            _open.Add((who.Account, who.Role));
        }
        return null;
    }

    private async Task<string?> AskAsync(SignedIn who, CancellationToken cancellationToken)
    {
        try
        {
            var id = new CommandId("open-" + RoleNames.NameOf(who.Role));
            var account = grains.GetGrain<IAccountGrain>(who.Account.Value);
            return (await account.Execute(new(id, who.ToCaller(access: null), new OpenAccount(who.Role)), cancellationToken)).Code;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var code = ProblemMiddleware.CodeOf(e);
            log.CommandFailed(code, e.GetType(), typeof(OpenAccount));
            return code;
        }
    }
}
