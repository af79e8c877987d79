namespace Consult.Bench.Stream;

/// <summary>Where the room of a server is.</summary>
internal interface IStage : IDisposable
{
    /// <summary>How the server is spoken to.</summary>
    Wire Wire { get; }

    /// <summary>Prepares a fresh room.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>The address at which a viewer connects.</summary>
    Task<Uri> AddressAsync(int viewer, CancellationToken cancellationToken);
}

/// <summary>A peer asks nobody who they are.</summary>
internal sealed class OpenStage(Uri address, bool isSocketIo) : IStage
{
    private int _rooms;

    public Wire Wire { get; private set; } = new SocketIoWire();

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        if (!isSocketIo) Wire = new HubWire($"room/{++_rooms}");
        return Task.CompletedTask;
    }

    public Task<Uri> AddressAsync(int viewer, CancellationToken cancellationToken) => Task.FromResult(
        new Uri(isSocketIo ? $"ws://{address.Authority}/socket.io/?EIO=4&transport=websocket" : $"ws://{address.Authority}/hub"));

    public void Dispose()
    {
    }
}
