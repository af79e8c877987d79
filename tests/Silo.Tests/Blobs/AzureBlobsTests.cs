using Consult.Attachments;
using Consult.Feeds.Storage;
using Consult.Silo.Blobs;
using Consult.Testing;

namespace Consult.Silo.Tests.Blobs;

/// <summary>One Azurite for the class.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    /// <summary>It; null where it cannot be started, and nothing asks for it.</summary>
    public Azurite? Server { get; private set; }

    public async Task InitializeAsync()
    {
        if (Azurite.Missing is null) Server = await Azurite.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
    }
}

[NeedsAzurite]
public sealed class AzureBlobsTests(AzuriteFixture azurite) : BlobStoreCompliance, IClassFixture<AzuriteFixture>
{
    private IBlobStore? _store;

    // A container that is not there yet: the first write makes it.
    private protected override IBlobStore Store =>
        _store ??= new AzureBlobs(azurite.Server!.ConnectionString, "c" + Guid.NewGuid().ToString("N"));

    [StoreFact]
    public async Task An_account_that_answers_with_a_refusal_is_told_as_away()
    {
        var wrongKey = azurite.Server!.ConnectionString.Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal);
        var store = new AzureBlobs(wrongKey, "attachments");
        await Should.ThrowAsync<StoreAwayException>(() => store.AddAsync(Owner, "00000", Bytes("one"), CancellationToken.None));
        await Should.ThrowAsync<StoreAwayException>(() => store.ReadAsync(Owner, "00000", CancellationToken.None));
    }
}
