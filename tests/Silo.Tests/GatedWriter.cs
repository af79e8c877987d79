using System.Collections.Immutable;
using System.Threading.Channels;
using Consult.Feeds.Storage;
using Consult.Silo.Storage;

namespace Consult.Silo.Tests;

/// <summary>Stops every batch until the test lets it through, whole or with a fault.</summary>
internal sealed class GatedWriter(IBatchWriter inner) : IBatchWriter
{
    private readonly Channel<Batch> _arrived = Channel.CreateUnbounded<Batch>();

    private Batch? _held;

    /// <summary>Thrown by <see cref="FindAsync"/> while set.</summary>
    public Exception? FindFailure { get; set; }

    public async Task<BatchResult> WriteAsync(ImmutableArray<Append> batch)
    {
        var arrived = new Batch(batch, inner);
        await _arrived.Writer.WriteAsync(arrived);
        return await arrived.Result;
    }

    public Task<ImmutableArray<bool>> FindAsync(ImmutableArray<Append> batch) =>
        FindFailure is { } failure ? Task.FromException<ImmutableArray<bool>>(failure) : inner.FindAsync(batch);

    /// <summary>The next batch, as soon as the committer brings it.</summary>
    public async Task<Batch> NextAsync() => _held = await _arrived.Reader.ReadAsync();

    /// <summary>From now on lets every batch pass.</summary>
    public void Open() => _ = Task.Run(async () =>
    {
        await foreach (var batch in _arrived.Reader.ReadAllAsync()) await batch.PassAsync();
    });

    /// <summary>Lets everything go that a failed test still holds, so that the store can be closed.</summary>
    public async Task AbandonAsync()
    {
        if (_held is { Result.IsCompleted: false } held) await held.PassAsync();
        Open();
    }

    internal sealed class Batch(ImmutableArray<Append> appends, IBatchWriter inner)
    {
        private readonly TaskCompletionSource<BatchResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ImmutableArray<Append> Appends => appends;

        public Task<BatchResult> Result => _result.Task;

        public async Task PassAsync() => _result.SetResult(await inner.WriteAsync(appends));

        /// <summary>Writes, and loses the answer.</summary>
        public async Task PassAndLoseAnswerAsync()
        {
            await inner.WriteAsync(appends);
            Fail();
        }

        /// <summary>Loses the batch.</summary>
        public void Fail() => _result.SetException(new IOException("the connection is gone"));

        public void Answer(BatchFate fate) => _result.SetResult(BatchResult.Failed(fate));
    }
}
