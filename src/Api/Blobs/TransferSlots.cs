using Consult.Feeds;

namespace Consult.Api.Blobs;

/// <summary>
/// How many transfers run at once. Each holds a chunk in memory, plain and sealed: with all slots taken, 256 MB. One
/// account takes at most an eighth. Without a slot the answer is <see cref="Codes.Busy"/>.
/// </summary>
internal sealed class TransferSlots
{
    /// <summary>Transfers in all.</summary>
    public const int InAll = 128;

    /// <summary>Transfers of one account.</summary>
    public const int PerAccount = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, int> _taken = [];
    private int _all;

    /// <summary>Takes a slot until it is disposed; null when there is none.</summary>
    public IDisposable? TryEnter(AccountId account)
    {
        lock (_gate)
        {
            var own = _taken.GetValueOrDefault(account);
            if (_all == InAll || own == PerAccount) return null;
            _taken[account] = own + 1;
            _all++;
            return new Slot(this, account);
        }
    }

    private void Leave(AccountId account)
    {
        lock (_gate)
        {
            _all--;
            if (--_taken[account] == 0) _taken.Remove(account);
        }
    }

    private sealed class Slot(TransferSlots slots, AccountId account) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0) slots.Leave(account);
        }
    }
}
